#!/usr/bin/env python3
"""Learns how sure a found stance is, and writes analyze/stance/stance_weights.cc. Needs numpy and scikit-learn.

  bazel build --config=opt //analyze/training/stances:traits
  python3 analyze/training/stances/confidence.py [--spec DIR] [--write]

Learns from all stances that the program finds in the texts of written.jsonl and in the learnt parts of bench/stances' a and b: right is
what the specification's score.py (in DIR, ../shared/spec unless named) matches with a marked stance. A logistic regression over
the traits that analyze/stance/stance_confidence.h tells; L2 penalty, traits of fewer than ten stances left out. Printed are, for the
texts that it learns from (in five folds by text) and for those that nobody looked at (a held, b held, c, e held): the table of
bench/stances/calibration.py. To be run again when rules or models change: half a minute.
"""
import argparse
import collections
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

ROOT = pathlib.Path(__file__).resolve().parents[3]
for folder in ("spec", "stances"):
    sys.path.append(str(ROOT / "bench" / folder))

from analyzed import load_scorer  # noqa: E402
from calibration import print_sets  # noqa: E402
from stances import part  # noqa: E402

TRAITS = ROOT / "bazel-bin/analyze/training/stances/traits"
WEIGHTS = ROOT / "analyze/stance/stance_weights.cc"
LEAST = 10  # stances of a trait that gets a weight
PENALTY = 0.3  # inverse strength, as scikit-learn's C
HEAD = """// Written by analyze/training/stances/confidence.py --write; not to be edited by hand.

#include "analyze/stance/stance_weights.h"

#include <array>

#include "absl/types/span.h"

namespace standpoint {
namespace {

constexpr std::array<TraitWeight, %d> kWeights = {{
"""
FOOT = """}};

}  // namespace

absl::Span<const TraitWeight> StanceWeights() { return kWeights; }

}  // namespace standpoint
"""


def found_stances(texts):
    """For each text, [(stance as score.py reads it, traits)]."""
    out = subprocess.run([TRAITS], input="".join(text + "\0" for text in texts), stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    found = [[] for _ in texts]
    for line in out.splitlines():
        number, holder, target, direction, traits = line.split("\t")
        found[int(number)].append(({"holder": holder, "target": target, "direction": direction}, traits.split(",")))
    return found


def cases_of(scorer, paths):
    """[(traits, right, number of the text)] of all stances found in the files' texts."""
    items = [item for path in paths for item in scorer.read(path)[0].values()]
    cases = []
    for number, (item, found) in enumerate(zip(items, found_stances([item["text"] for item in items]))):
        right = {p for _, p in scorer.match(item["stances"], [stance for stance, _ in found], scorer.stance_score)}
        cases += [(traits, place in right, number) for place, (_, traits) in enumerate(found)]
    return cases


def table(cases, names):
    return np.array([[float(name in traits) for name in names] for traits, _, _ in cases])


def written(names, weights):
    """The source with the weights, in the order of the traits."""
    lines = [f'    {{"{name}", {weight:.3f}f}},\n' for name, weight in sorted(zip(names, weights))]
    return HEAD % len(lines) + "".join(lines) + FOOT


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--spec", type=pathlib.Path, default=ROOT / "../shared/spec")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not (options.spec / "score.py").is_file():
        sys.exit(f"confidence.py: no score.py in {options.spec}: nothing was learnt")
    scorer = load_scorer(options.spec / "score.py")
    with tempfile.TemporaryDirectory() as folder:
        learnt = cases_of(scorer, [pathlib.Path(__file__).with_name("written.jsonl"), part("a", False, folder), part("b", False, folder)])
        held = {
            "a held": cases_of(scorer, [part("a", True, folder)]),
            "b held": cases_of(scorer, [part("b", True, folder)]),
            "c": cases_of(scorer, [ROOT / "bench/stances/written_c.jsonl"]),
            "e held": cases_of(scorer, [ROOT / "bench/stances/written_e.jsonl"]),
        }
    count = collections.Counter(trait for traits, _, _ in learnt for trait in traits)
    names = sorted(trait for trait, number in count.items() if number >= LEAST)
    x, y = table(learnt, names), np.array([right for _, right, _ in learnt])
    model = LogisticRegression(C=PENALTY, fit_intercept=False, max_iter=5000)
    folds = cross_val_predict(model, x, y, groups=[text for _, _, text in learnt], cv=GroupKFold(5), method="predict_proba")[:, 1]
    model.fit(x, y)
    held["all held"] = [case for cases in held.values() for case in cases]
    sure = {"learnt": list(zip(folds, y))}
    for name, cases in held.items():
        sure[name] = list(zip(model.predict_proba(table(cases, names))[:, 1], [right for _, right, _ in cases]))
    print_sets(sure)
    if options.write:
        WEIGHTS.write_text(written(names, model.coef_[0]), encoding="utf-8")


if __name__ == "__main__":
    main()
