#!/usr/bin/env python3
"""Tells how well the confidences of a claim's fields fit, and estimates them anew.

    bench/spec/calibrate.py [--estimate] PROGRAM SCORE.PY GOLD.jsonl...

PROGRAM is `standpoint`; SCORE.PY the specification's scorer, which matches found claims with gold ones. Printed for each field: on
how many matched claims it was looked at, how often it is right, how sure the analyzer was on average, and the expected calibration
error, over ten bins of equal width and by the share that each rule reached.

--estimate prints the lines of analyze/lexicon/data/confidence.txt instead: of each field, and of each kind of rule that decided it at
least eight times, the share of right ones, drawn towards the field's own share by four claims. Cross-validated: each
file of gold is measured once with shares that the others gave ("held out").
"""

import argparse
import collections
import sys

from analyzed import analyzed, load_scorer
from reliability import calibration_error

FIELDS = ("holder", "act", "polarity", "modality", "commitment")
PRIOR = 4.0
LEAST = 8


def get(message, snake):
    """A field of a message as JSON, in either of its spellings."""
    head, *rest = snake.split("_")
    return message.get(snake, message.get(head + "".join(word.capitalize() for word in rest)))


def as_spec(claim):
    """A claim of the API in the words of the specification."""
    word = lambda name, prefix: claim[name][len(prefix) :].lower()
    return {
        "text": claim["text"],
        "holders": [holder.get("text", "author") for holder in claim["holders"]],
        "act": word("act", "ACT_"),
        "polarity": word("polarity", "POLARITY_"),
        "modality": word("modality", "MODALITY_"),
        "commitment": word("commitment", "COMMITMENT_"),
    }


def judged(program, scorer, path):
    """Yields (field, kind of rule, confidence, right) for each field of each matched claim of a file."""
    for item in scorer.read(path)[0].values():
        found = analyzed(program, item["text"], "--explain").get("claims", [])
        claims = [as_spec(claim) for claim in found]
        for g, p in scorer.match(item["claims"], claims, scorer.claim_score):
            gold, claim = item["claims"][g], claims[p]
            rules = {e["field"]: e["rule"].split(":")[0] for e in found[p].get("explanations", [])}
            sure = get(found[p], "field_confidence") or {}
            for field in FIELDS:
                same = scorer.same_holder(gold["holders"][-1], claim["holders"][-1]) if field == "holder" else gold[field] == claim[field]
                yield field, rules.get(field, "default"), sure.get(field, 0.0), same


def estimate(cases):
    """{"field" or "field kind": share}."""
    counts = collections.defaultdict(lambda: [0, 0])
    for field, kind, _, right in cases:
        for key in (field, "%s %s" % (field, kind)):
            counts[key][0] += right
            counts[key][1] += 1
    shares = {}
    for field in FIELDS:
        right, all_ = counts[field]
        shares[field] = (right + 1) / (all_ + 2)
    for key, (right, all_) in counts.items():
        if " " in key and all_ >= LEAST:
            shares[key] = (right + PRIOR * shares[key.split(" ")[0]]) / (all_ + PRIOR)
    return shares


def share_of(shares, field, kind):
    return shares.get("%s %s" % (field, kind), shares[field])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--estimate", action="store_true")
    options.add_argument("program")
    options.add_argument("scorer")
    options.add_argument("gold", nargs="+")
    arguments = options.parse_args()
    scorer = load_scorer(arguments.scorer)
    sets = [list(judged(arguments.program, scorer, path)) for path in arguments.gold]
    everything = [case for cases in sets for case in cases]
    if arguments.estimate:
        for key, share in sorted(estimate(everything).items()):
            print("%s | share=%.3f" % (key, share))
        return 0
    print("%-12s %7s %7s %7s %7s %9s" % ("field", "claims", "right", "sure", "ECE", "held out"))
    for field in FIELDS:
        cases = [(sure, right) for f, _, sure, right in everything if f == field]
        held_out = []
        for number, own in enumerate(sets):
            others = [case for other, cases_ in enumerate(sets) if other != number for case in cases_]
            shares = estimate(others) if others else None
            held_out += [(share_of(shares, f, kind), right) for f, kind, _, right in own if shares and f == field]
        count = max(1, len(cases))
        print(
            "%-12s %7d %7.3f %7.3f %7.3f %9.3f"
            % (
                field,
                len(cases),
                sum(r for _, r in cases) / count,
                sum(s for s, _ in cases) / count,
                calibration_error(cases),
                calibration_error(held_out),
            )
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
