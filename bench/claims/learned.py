#!/usr/bin/env python3
"""Scores the learned heads: factuality, check-worthiness, polarity towards a target.

    bench/claims/learned.py DATA HEADS MODEL [factuality | checks | polarity]

HEADS is the program bench/claims/heads, MODEL the language model beside which the heads' file lies. Texts are read raw, so
that wrong words and trees count. Factuality: Pearson's correlation and mean absolute error on development sets; only uds-ih2 is of the kind
that the head learnt from. Checks: the head learnt from claimbuster alone; mean average precision over the debates of
checkthat19-t1 train, with and without those that share sentences with claimbuster, and F1 and average precision on policlaim train.
Polarity: macro F1 on newsmtsc dev_mt. Exit status: 0 scored, 2 cannot be.
"""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analyze" / "training" / "heads"))
import sets  # noqa: E402

LONG = 30  # letters of a sentence that two sets may be said to share


def read(program, model, examples):
    """Of each example (check-worthiness, [(factuality, (negative, neutral, positive)) or None for each of its places])."""
    records = []
    for e in examples:
        at = lambda character: len(e.text[:character].encode())
        places = " ".join("%d-%d" % (at(begin), at(end)) for begin, end, _ in e.places)
        records.append(places + "\n" + e.text.replace("\0", " ") + "\0")
    run = subprocess.run([program, model], input="".join(records).encode(), stdout=subprocess.PIPE, check=True)
    for line in run.stdout.decode().splitlines():
        check, *places = line.split("\t")
        numbers = [None if p == "-" else [float(n) for n in p.split()] for p in places]
        yield float(check), [n and (n[0], tuple(n[1:])) for n in numbers]


def correlation(a, b):
    n = len(a)
    mean_a, mean_b = sum(a) / n, sum(b) / n
    both = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b))
    of_a, of_b = sum((x - mean_a) ** 2 for x in a), sum((y - mean_b) ** 2 for y in b)
    return both / (of_a * of_b) ** 0.5 if of_a and of_b else 0.0


def average_precision(scores, labels):
    """Of the ranking by score, downwards; equal scores keep their order."""
    right, total = 0, 0.0
    for place, i in enumerate(sorted(range(len(scores)), key=lambda i: -scores[i]), 1):
        if labels[i]:
            right += 1
            total += right / place
    return total / right if right else None


def mean_average_precision(scores, labels, groups):
    found = []
    for group in sorted(set(groups)):
        members = [i for i in range(len(groups)) if groups[i] == group]
        one = average_precision([scores[i] for i in members], [labels[i] for i in members])
        if one is not None:
            found.append(one)
    return sum(found) / len(found)


def f1(found, wanted, of=1):
    right = sum(f == of and w == of for f, w in zip(found, wanted))
    total = sum(f == of for f in found) + sum(w == of for w in wanted)
    return 2 * right / total if total else 0.0


def factuality(data, program, model):
    print("%-12s %9s %9s %9s" % ("factuality", "targets", "r", "MAE"))
    for name in sets.FACTUALITY:
        examples = list(sets.factuality(data, name, "dev"))
        found, wanted = [], []
        for example, (_, places) in zip(examples, read(program, model, examples)):
            for place, answer in zip(example.places, places):
                found.append(answer[0] if answer else 0.0)
                wanted.append(place[2])
        error = sum(abs(f - w) for f, w in zip(found, wanted)) / len(wanted)
        print("%-12s %9d %9.3f %9.3f" % (name, len(wanted), correlation(found, wanted), error))


def letters(text):
    return "".join(c for c in text.lower() if c.isalnum())


def checks(data, program, model):
    debates, speeches = list(sets.checkthat(data)), list(sets.policlaim(data))
    known = {letters(e.text) for e in sets.claimbuster(data) if len(e.text) > LONG}
    shared = {e.group for e in debates if len(e.text) > LONG and letters(e.text) in known}
    scores = [check for check, _ in read(program, model, debates)]
    print("%-44s %9s" % ("check-worthiness, learnt on claimbuster", ""))
    for left_out in (set(), shared):
        kept = [(s, e.label, e.group) for s, e in zip(scores, debates) if e.group not in left_out]
        row = "checkthat19-t1 train, MAP, %d debates" % len({group for _, _, group in kept})
        print("%-44s %9.3f" % (row, mean_average_precision(*zip(*kept))))
    scores = [check for check, _ in read(program, model, speeches)]
    labels = [e.label for e in speeches]
    print("%-44s %9.3f" % ("policlaim train, average precision", average_precision(scores, labels)))
    for threshold in (0.5, 0.1):
        print("%-44s %9.3f" % ("policlaim train, F1 at %.1f" % threshold, f1([int(s >= threshold) for s in scores], labels)))


def polarity(data, program, model):
    examples = list(sets.newsmtsc(data, "dev_mt"))
    found, wanted = [], []
    for example, (_, places) in zip(examples, read(program, model, examples)):
        sides = places[0][1] if places and places[0] else (0, 1, 0)
        found.append(max(range(3), key=sides.__getitem__))
        wanted.append(example.label)
    each = [f1(found, wanted, side) for side in range(3)]
    print("%-28s %9s" % ("newsmtsc dev_mt", "F1"))
    for side, score in zip(sets.SIDES, each):
        print("%-28s %9.3f" % (side, score))
    print("%-28s %9.3f" % ("macro", sum(each) / 3))


PARTS = {"factuality": factuality, "checks": checks, "polarity": polarity}


def main():
    if len(sys.argv) < 4 or not set(sys.argv[4:]) <= set(PARTS):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        for part in sys.argv[4:] or PARTS:
            PARTS[part](pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    except (OSError, ValueError, KeyError, subprocess.CalledProcessError) as fault:
        print("learned: %s" % fault, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
