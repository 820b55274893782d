#!/usr/bin/env python3
"""How many quotes of the sample collection's narratives tell their narrative's label.

Usage: bench/narratives/purity.py [GOLDEN...]

Reads the golden files of tests/walk (narratives_*.txt) and looked_at.tsv, in which a reader said of each quote whether it tells
the same story as the label ("same"), another ("other") or the contrary ("contrary"), and of each opposition whether the two stand
against each other ("opposed") or not. The label's own quote does not count. What nobody has looked at is named, and the status
is 1: look at it and add a line.
"""
import collections
import glob
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDENS = os.path.join(HERE, "../../tests/walk/testdata/collection/narratives_*.txt")


def claim_of(lines, at):
    """The claim of a line, in words that can be understood without the document where such words follow."""
    for line in lines[at + 1:at + 3]:
        if line.startswith("       means: "):
            return line.split(": ", 1)[1]
        if not line.startswith("       "):
            break
    return lines[at].split(" | ")[-1]


def quotes(lines):
    """(label, "denied" or "", claim) of each quote; ("against", claim, claim) of each opposition."""
    label, is_quote, denied, opposed = None, False, "", None
    for at, line in enumerate(lines):
        if line.startswith("== "):
            label = line.split(" ", 2)[2]
        elif " against " in line and line[0].isdigit():
            opposed = []
        elif line[:5] != "first" and line[:2] in ("0.", "1."):
            is_quote, denied = True, "denied" if line.endswith(" denied") else ""
        elif line.startswith("first "):
            is_quote = False
        elif line.startswith("  2") or line.startswith("  undated"):
            if opposed is not None:
                opposed.append(claim_of(lines, at))
                if len(opposed) == 2:
                    yield ("against", *opposed)
                    opposed = None
            elif is_quote:
                yield label, denied, claim_of(lines, at)


def read_verdicts():
    verdicts = {}
    with open(os.path.join(HERE, "looked_at.tsv"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                *key, verdict = line.rstrip("\n").split("\t")
                verdicts[tuple(key)] = verdict
    return verdicts


def main():
    verdicts = read_verdicts()
    unknown = []
    print("| | quotes | same | other | contrary | oppositions | right |\n| --- | --- | --- | --- | --- | --- | --- |")
    total = collections.Counter()
    for path in sys.argv[1:] or sorted(glob.glob(GOLDENS)):
        counts = collections.Counter()
        with open(path, encoding="utf-8") as file:
            found = list(dict.fromkeys(quotes(file.read().splitlines())))
        for one in found:
            if one[0] == one[2] and not one[1]:
                continue
            verdict = verdicts.get(one)
            if verdict is None:
                unknown.append(one)
                continue
            counts["oppositions" if one[0] == "against" else "quotes"] += 1
            counts[verdict] += 1
        total.update(counts)
        row(os.path.basename(path), counts)
    row("all", total)
    for one in unknown:
        print("not looked at:", "\t".join(one), file=sys.stderr)
    sys.exit(1 if unknown else 0)


def row(name, counts):
    cells = [counts[c] for c in ("quotes", "same", "other", "contrary", "oppositions", "opposed")]
    print(f"| {name} | " + " | ".join(map(str, cells)) + " |")


if __name__ == "__main__":
    main()
