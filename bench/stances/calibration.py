#!/usr/bin/env python3
"""Tells how well the confidences of the stances fit: of those that are so sure, how many are right.

    bench/stances/calibration.py PROGRAM

PROGRAM is `standpoint`. A found stance is right where the specification's score.py matches it with a marked one. Sets, as in stances.py: dev
and tuning, which lay open while the rules were written; a held, b held, c and e held, whose mistakes nobody looked at: these four together are
"unseen". Printed are each set's number of found stances, the share of right ones, the mean confidence, the expected calibration error
over ten and over twenty bins of equal width, and how often a right one is surer than a wrong one (the area under the ROC curve); then each of the
twenty bins of "seen" (dev and tuning) and of unseen. The blind set is not read. score.py and the examples lie beside
the repository, in ../shared/spec, or where STANDPOINT_SPEC says. Exit status: 0 measured, 2 cannot be.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import stances

sys.path.append(str(stances.ROOT / "bench/spec"))

from analyzed import load_scorer  # noqa: E402
from reliability import bins_of, calibration_error, surer  # noqa: E402

BINS = (10, 20)
GROUPS = {"seen": ("dev", "tuning"), "unseen": ("a held", "b held", "c", "e held")}


def cases_of(gold, found, scorer):
    """(confidence, right) of each stance found in a text."""
    right = {p for _, p in scorer.match(gold, found, scorer.stance_score)}
    return [(stance.get("confidence", 0.0), number in right) for number, stance in enumerate(found)]


def judged(program, scorer, path):
    """The cases of a file."""
    annotated = subprocess.run([program, "analyze", path, "--output=spec", "--explain"], stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    found = {item["id"]: item.get("stances", []) for item in map(json.loads, annotated.splitlines())}
    return [case for name, item in scorer.read(path)[0].items() for case in cases_of(item["stances"], found[name], scorer)]


def print_sets(sets):
    print(f"{'stances':10}{'found':>8}{'right':>8}{'sure':>8}" + "".join(f"{f'ECE {number}':>8}" for number in BINS) + f"{'surer':>8}")
    for name, cases in sets.items():
        count = max(1, len(cases))
        right, sure = sum(r for _, r in cases) / count, sum(s for s, _ in cases) / count
        print(f"{name:10}{len(cases):8}{right:8.3f}{sure:8.3f}" + "".join(f"{calibration_error(cases, number):8.3f}" for number in BINS)
              + f"{surer(cases):8.3f}")


def print_bins(name, cases):
    print(f"\n{name:14}{'count':>8}{'sure':>8}{'right':>8}")
    for at, count, sure, share in bins_of(cases, BINS[-1]):
        print(f"{at / BINS[-1]:.2f} to {(at + 1) / BINS[-1]:.2f}  {count:8}{sure:8.3f}{share:8.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("program", help="standpoint")
    program = parser.parse_args().program
    spec = pathlib.Path(os.environ.get("STANDPOINT_SPEC", stances.ROOT.parent / "shared" / "spec"))
    if not (spec / "score.py").is_file():
        print(f"calibration.py: no score.py in {spec}: nothing was measured", file=sys.stderr)
        return 2
    scorer = load_scorer(spec / "score.py")
    with tempfile.TemporaryDirectory() as folder:
        files = {
            "dev": spec / "examples.jsonl",
            "tuning": stances.ROOT / "bench/spec/heldout/tuning.jsonl",
            "a held": stances.part("a", True, folder),
            "b held": stances.part("b", True, folder),
            "c": stances.ROOT / "bench/stances/written_c.jsonl",
            "e held": stances.ROOT / "bench/stances/written_e.jsonl",
        }
        sets = {name: judged(program, scorer, path) for name, path in files.items()}
    groups = {group: [case for name in names for case in sets[name]] for group, names in GROUPS.items()}
    print_sets(sets | groups)
    for group, cases in groups.items():
        print_bins(group, cases)
    return 0


if __name__ == "__main__":
    sys.exit(main())
