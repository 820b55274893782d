#!/usr/bin/env python3
"""Scores tuples of open information extraction by CaRB's published token matching.

    bench/claims/carb.py GOLD.tsv SYSTEM.tsv

GOLD.tsv has a sentence, predicate, first argument and further arguments a line; SYSTEM.tsv a sentence, confidence, predicate,
arguments. Sentences are told apart without their blanks. Source: Bhardwaj, Aggarwal and Mausam, "CaRB: A Crowdsourced Benchmark for
Open IE", EMNLP 2019, with the matching that its evaluation has used since (a tuple without a word of the predicate in common does not
match). Printed: precision, recall and F1 at the confidence with the best F1, and the area under the curve. Exit status: 0
scored, 2 a file cannot be read.

A pair of tuples has a precision and a recall: the predicates' words and those of the first arguments and of all further arguments,
joined, are compared part by part as bags of words. For predicates of saying the arguments may also be the other way
round. At a confidence, the recall of a wanted tuple is the best of all that are found; precision is that of pairs, one to one, the most
precise first, over all that are found.
"""

import bisect
import collections
import sys

FORMS_OF_BE = ("be", "is", "am", "are", "was", "were", "been", "being")
SAYING = ("said", "told", "added", "adds", "says")

Tuple = collections.namedtuple("Tuple", "predicate arguments confidence")


def key(sentence):
    return "".join(sentence.split())


def read_gold(lines):
    """{key of the sentence: [Tuple]}."""
    gold = collections.OrderedDict()
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        arguments = [a for a in columns[2:] if not a.startswith("C: ")]
        gold.setdefault(key(columns[0]), []).append(Tuple(columns[1], arguments, 1.0))
    return gold


def read_system(lines):
    found = collections.OrderedDict()
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        found.setdefault(key(columns[0]), []).append(Tuple(columns[2], columns[3:], float(columns[1])))
    return found


def shared(wanted, found):
    """How many words two bags have in common, and what is left of the second."""
    left, common = list(found), 0
    for word in wanted:
        if word in left:
            left.remove(word)
            common += 1
    return common, left


def parts(arguments):
    """First argument and all others as lists of words; fewer where there are fewer."""
    return [a.split() for a in ([arguments[0], " ".join(arguments[1:])] if len(arguments) > 1 else arguments)]


def compare(wanted_predicate, wanted_parts, found_predicate, found_parts):
    """(precision, recall)."""
    common, left = shared(wanted_predicate, found_predicate)
    if "be" in left and any(form in wanted_predicate for form in FORMS_OF_BE):
        common += 1
    if common == 0 or len(found_parts) < len(wanted_parts):
        return 0.0, 0.0
    found_words, wanted_words = len(found_predicate), len(wanted_predicate)
    for wanted, found in zip(wanted_parts, found_parts):
        common += shared(wanted, found)[0]
        wanted_words += len(wanted)
        found_words += len(found)
    return common / found_words, common / wanted_words


def match(wanted, found):
    """(precision, recall) of a pair of tuples."""
    predicates = wanted.predicate.split(), found.predicate.split()
    wanted_parts, found_parts = parts(wanted.arguments), parts(found.arguments)
    score = compare(predicates[0], wanted_parts, predicates[1], found_parts)
    if any(verb in wanted.predicate for verb in SAYING):
        score = max(score, compare(predicates[0], wanted_parts, predicates[1], found_parts[::-1]))
    return score


def of_sentence(scores, allowed):
    """(sum of precisions, sum of recalls) with the found tuples `allowed`; scores[i][j] of wanted i and found j."""
    recall = sum(max(row[j][1] for j in allowed) for row in scores)
    precision, rows, columns = 0.0, set(range(len(scores))), list(allowed)
    while rows and columns:
        best = max(((scores[i][j][0], -i, -j) for i in rows for j in columns))
        precision += best[0]
        rows.remove(-best[1])
        columns.remove(-best[2])
    return precision, recall


def curve(gold, system):
    """[(confidence, precision, recall)], by confidence upwards."""
    thresholds = sorted({t.confidence for found in system.values() for t in found})
    sums = [[0.0, 0, 0.0] for _ in thresholds]  # precision, tuples found, recall
    wanted_tuples = sum(len(tuples) for tuples in gold.values())
    for sentence, wanted in gold.items():
        found = system.get(sentence, [])
        scores = [[match(w, f) for f in found] for w in wanted]
        begin = 0
        for confidence in sorted({t.confidence for t in found}):
            allowed = [j for j, t in enumerate(found) if t.confidence >= confidence]
            precision, recall = of_sentence(scores, allowed)
            end = bisect.bisect_left(thresholds, confidence) + 1
            for at in range(begin, end):
                sums[at][0] += precision
                sums[at][1] += len(allowed)
                sums[at][2] += recall
            begin = end
    return [(t, p / n if n else 1.0, r / max(1, wanted_tuples)) for t, (p, n, r) in zip(thresholds, sums)]


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def area(points):
    """Under precision over recall, by trapezoids, from the first point to (recall 0, precision 1)."""
    line = [(recall, precision) for _, precision, recall in points] + [(0.0, 1.0)]
    return sum((a[0] - b[0]) * (a[1] + b[1]) / 2 for a, b in zip(line, line[1:]))


def evaluate(gold, system):
    """(precision, recall, F1, confidence) at the best F1, and the area."""
    points = curve(gold, system)
    if not points:
        return (0.0, 0.0, 0.0, 0.0), 0.0
    best = max(points, key=lambda point: f1(point[1], point[2]))
    return (best[1], best[2], f1(best[1], best[2]), best[0]), area(points)


def table(gold, system):
    (precision, recall, best, confidence), under = evaluate(gold, system)
    yield "%-10s %9s %9s %9s %9s %9s %9s" % ("CaRB", "precision", "recall", "best F1", "at", "area", "tuples")
    counts = sum(len(t) for t in system.values())
    yield "%-10s %9.3f %9.3f %9.3f %9.3f %9.3f %9d" % ("tuples", precision, recall, best, confidence, under, counts)


def main():
    if len(sys.argv) != 3:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        with open(sys.argv[1], encoding="utf-8", newline="\n") as gold, open(sys.argv[2], encoding="utf-8", newline="\n") as system:
            print("\n".join(table(read_gold(gold), read_system(system))))
    except (OSError, ValueError, IndexError) as fault:
        print("carb: %s" % fault, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
