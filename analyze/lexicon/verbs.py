#!/usr/bin/env python3
"""Makes the verbs that the analysis knows besides those of data/verbs.txt from the files of WordNet.

    verbs.py DIRECTORY VERBS_TXT > more_verbs.txt

DIRECTORY as for thesaurus.py. The result has the format of VERBS_TXT (data/README.md), whose verbs are left out. Taken are verbs
that are nothing else, and those whose counted uses (where none was counted: meanings) are verbs in the half of cases at least;
what is a noun as well says so.
"""
import os
import re
import sys
from collections import Counter, defaultdict

LEMMA = re.compile(r"^[a-z]{3,}$")
NAMES = ("noun", "verb", "adj", "adv")
TYPES = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}


def lines(path):
    with open(path, encoding="latin-1") as handle:
        yield from (line.split() for line in handle if not line.startswith("  "))


def main(directory, known_path):
    known = {line[0] for line in lines(known_path) if line and line[0] != "#"}
    classes = {name: {f[0]: int(f[2]) for f in lines(os.path.join(directory, "index." + name))} for name in NAMES}
    uses = defaultdict(Counter)
    for key, _, count in lines(os.path.join(directory, "cntlist.rev")):
        lemma, _, rest = key.partition("%")
        uses[lemma][TYPES[rest[0]]] += int(count)
    doubled, irregular = set(), set()
    for form, lemma in (f[:2] for f in lines(os.path.join(directory, "verb.exc"))):
        if form == lemma:
            continue
        if form == lemma + lemma[-1] + "ed":
            doubled.add(lemma)
        elif not form.endswith(("ed", "ing", "s")):
            irregular.add(lemma)
    for lemma in sorted(classes["verb"].keys() - known - irregular):
        others = [name for name in ("noun", "adj", "adv") if lemma in classes[name]]
        weights = uses[lemma] or {name: classes[name].get(lemma, 0) for name in NAMES}
        if not LEMMA.match(lemma) or (others and weights["verb"] * 2 < sum(weights.values())):
            continue
        marks = ["noun"] * ("noun" in others) + ["adjective"] * ("adj" in others) + ["doubling"] * (lemma in doubled)
        print((lemma + " | " + " ".join(marks)).strip())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
