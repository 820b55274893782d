#!/usr/bin/env python3
"""Writes sets of written propositions without those that are close to one that we measure with.

  python3 analyze/training/relate/near.py [--data DIR] [--spec DIR] FILE... > OUT

FILE has the form of pairs/*.txt. Close is what shares two fifths of the content words of both, as far as their first letters
go, with a proposition of bench/stances/pairs, of the specification's examples, of the tuning set or of Perspectrum dev. What was left out is told on
standard error. Every file of pairs/ passed it or was read through for the same.
"""

import argparse
import json
import pathlib
import re
import sys

from data import perspectrum

ROOT = pathlib.Path(__file__).resolve().parents[3]
CLOSE = 0.4
LETTERS = 6  # of a word that count
ENDINGS = ("ing", "ies", "ed", "es", "s", "ly", "er")
STOP = frozenset("""a about after all an and any are as at be been before by can could did do does few for from had has have he her his how if in is it
    its less many more most must no not of on or out over shall she should some than that the their there they this to under up was were what when
    which who why will with would""".split())


def stem(word):
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[:-len(ending)]
            break
    return word[:LETTERS]


def content(sentence):
    return frozenset(stem(word) for word in re.findall(r"[a-z][a-z'-]+", sentence.lower()) if word not in STOP)


def measured(data, spec):
    """The propositions that we measure with."""
    found = {p for p, _, _ in perspectrum(data / "perspectrum/dev.tsv")}
    for path in sorted((ROOT / "bench/stances/pairs").glob("*.txt")):
        found.update(line[2:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("= "))
    for path in (spec / "examples.jsonl", ROOT / "bench/spec/heldout/tuning.jsonl"):
        examples = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        found.update(example["proposition"] for example in examples if "proposition" in example)
    return {content(sentence) for sentence in found}


def is_close(sentence, others):
    own = content(sentence)
    return any(len(own & other) >= CLOSE * len(own | other) for other in others if other)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--spec", type=pathlib.Path, default=ROOT / "../shared/spec")
    parser.add_argument("files", metavar="FILE", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    others = measured(options.data, options.spec)
    for path in options.files:
        keeps = True
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                keeps = not is_close(line[2:], others)
                if not keeps:
                    print(line, file=sys.stderr)
            if keeps:
                print(line)


if __name__ == "__main__":
    main()
