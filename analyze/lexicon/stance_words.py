#!/usr/bin/env python3
"""Makes more words that show a side from the files of WordNet: what is near to those of data/stance_*.txt, and what nouns name.

    stance_words.py DIRECTORY DATA adjectives|nouns|kinds > more_stance_adjectives.txt

DIRECTORY as for thesaurus.py; DATA holds stance_adjectives.txt and stance_nouns.txt. "adjectives" and "nouns" are in the format of
those (data/README.md), without their words: a word is good or bad when those in its commonest meaning, those near it (similar,
derived, a kind of it) and the opposites of its opposites are, and nearly all of them agree; words of many meanings and participles are left out. "kinds" says of nouns whose commonest
meaning is a person, or a group or place that acts, and of those that mean nothing but things of nature, time and amount, that nobody
has chosen. "check" leaves each known word
out once and prints how often the others tell it right. Standard library only; the same files give the same bytes.
"""
import os
import re
import sys
from collections import defaultdict

LEMMA = re.compile(r"^[a-z][a-z-]+$")
NEAR = {"&": 0.5, "+": 0.6, "\\": 0.5, "=": 0.3, "^": 0.5, "@": 0.4}  # how much a word in a related meaning counts
SAME = 1.0  # one in the same meaning
OPPOSITE = 0.8
ENOUGH = 1.0  # weight of the words that speak for a value
AGREED = 0.8  # share of the weight on one side
MEANINGS = 2  # of a word at most: what has more is common, and is used in other senses
ALL_MEANINGS = 3  # with those of its other word classes
KINDS = {"18": "person", "14": "group", "15": "group", "19": "nature", "28": "nature", "17": "nature", "23": "nature"}


def lines(directory, name):
    with open(os.path.join(directory, name), encoding="latin-1") as handle:
        yield from (line for line in handle if not line.startswith("  "))


def read_words(path):
    """Of a table's entries 1 for good, -1 for bad, halves of these for what is so as an outcome alone ("fact"), 0 for all others."""
    values = {}
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            word, _, features = line.strip().partition(" | ")
            marks = features.split()
            if marks and not line.startswith("#"):
                valued = not {"weak", "rightly", "plain", "nature"} & set(marks)
                sign = 1 if "good" in marks else -1 if "bad" in marks else 0
                values[word] = sign * (0.5 if "fact" in marks else 1) if valued else 0
    return values


def read_synsets(directory):
    """{(class, offset): (kind, words, pointers)}; {(class, lemma): its first meaning}; how many it has; what a noun's meanings name; what was counted."""
    synsets, first, senses, kinds = {}, {}, {}, {}
    for name, pos in (("noun", "n"), ("adj", "a"), ("verb", "v"), ("adv", "r")):
        for line in lines(directory, "data." + name):
            fields = line.partition(" | ")[0].split()
            count = int(fields[3], 16)
            words = [re.sub(r"\(.*\)$", "", word).lower().replace("_", " ") for word in fields[4 : 4 + 2 * count : 2]]
            at = 4 + 2 * count
            pointers = []
            for k in range(int(fields[at])):
                symbol, offset, target, ends = fields[at + 1 + 4 * k : at + 5 + 4 * k]
                pointers.append((symbol, ("a" if target == "s" else target, int(offset)), int(ends[:2], 16), int(ends[2:], 16)))
            synsets[pos, int(fields[0])] = (fields[1], words, pointers)
        for line in lines(directory, "index." + name):
            fields = line.split()
            first[pos, fields[0].replace("_", " ")] = (pos, int(fields[-int(fields[2])]))
            senses[pos, fields[0].replace("_", " ")] = int(fields[2])
            if pos == "n":
                kinds[fields[0]] = [KINDS.get(synsets[pos, int(offset)][0]) for offset in fields[-int(fields[2]) :]]
    counted = {key.partition("%")[0] for key, _, _ in (line.split() for line in lines(directory, "cntlist.rev"))}
    return synsets, first, senses, kinds, counted


def votes(sense, lemma, synsets, values):
    """(for, against, fact): the weight of the known words near a meaning, `lemma` left out."""
    weights = [0.0, 0.0, 0.0]

    def add(word, pos, weight):
        value = values.get((pos, word), 0)
        if value and word != lemma:
            weights[0 if value > 0 else 1] += weight
            weights[2] += weight if abs(value) < 1 else 0

    _, words, pointers = synsets[sense]
    for word in words:
        add(word, sense[0], SAME)
    place = words.index(lemma) + 1 if lemma in words else 0
    for symbol, target, source, to in pointers:
        members = synsets[target][1]
        if symbol == "!" and source in (0, place):
            word = members[to - 1] if to else members[0]
            value = values.get((target[0], word), 0)
            weights[1 if value > 0 else 0] += OPPOSITE if value else 0
        elif symbol in NEAR and source in (0, place):
            for word in [members[to - 1]] if to else members:
                add(word, target[0], NEAR[symbol])
    return weights


def judge(sense, lemma, synsets, values):
    """1 or -1, a half of it for a fact; 0 where nothing can be told."""
    good, bad, fact = votes(sense, lemma, synsets, values)
    if good + bad < ENOUGH or max(good, bad) < AGREED * (good + bad):
        return 0
    return (1 if good > bad else -1) * (0.5 if fact > (good + bad) / 2 else 1)


def main(directory, data, what):
    synsets, first, senses, kinds, counted = read_synsets(directory)
    if what == "kinds":
        for lemma, named in sorted(kinds.items()):
            chosen = named[0] != "nature" or set(named) == {"nature"}
            if lemma in counted and LEMMA.match(lemma) and named[0] and chosen:
                print(f"{lemma} | {named[0]}")
        return
    values = {("a", w): v for w, v in read_words(os.path.join(data, "stance_adjectives.txt")).items()}
    values.update({("n", w): v for w, v in read_words(os.path.join(data, "stance_nouns.txt")).items()})
    if what == "check":
        tally = defaultdict(int)
        for (pos, lemma), value in values.items():
            if value and (pos, lemma) in first:
                said = judge(first[pos, lemma], lemma, synsets, values) * value
                tally[pos, "right" if said > 0 else "wrong" if said < 0 else "silent"] += 1
        for (pos, said), count in sorted(tally.items()):
            print(f"{pos}: {said} {count}")
        return
    wanted = {"adjectives": "a", "nouns": "n"}[what]
    for (pos, lemma), sense in sorted(first.items()):
        if pos != wanted or (pos, lemma) in values or not LEMMA.match(lemma) or lemma.endswith(("ing", "ed")):
            continue
        if senses[pos, lemma] > MEANINGS or sum(senses.get((other, lemma), 0) for other in "navr") > ALL_MEANINGS:
            continue
        value = judge(sense, lemma, synsets, values)
        if value:
            fact = " fact" if abs(value) < 1 else ""
            print(f"{lemma} | {'good' if value > 0 else 'bad'}{fact}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
