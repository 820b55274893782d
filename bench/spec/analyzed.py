"""Texts as `standpoint analyze` reads them, beside the specification's scorer."""

import importlib.util
import json
import subprocess


def load_scorer(path):
    """The specification's score.py as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def analyzed(program, text, *options):
    """The Analysis of a text, as JSON."""
    command = [program, "analyze", "-", "--output=jsonl", *options]
    return json.loads(subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout)
