#!/usr/bin/env python3
"""Makes the thesaurus that is built in from the files of WordNet.

    thesaurus.py DIRECTORY > thesaurus.txt

DIRECTORY holds index.*, data.*, *.exc and cntlist.rev, in the format of wndb(5WN). The format of the result is told in
analyze/lexicon/thesaurus.h. Kept of a lemma are the senses that most of its counted uses have; kept are the lemmas that were
counted, or that the definitions of other words use, and what
means the same. Standard library only; the same files give the same bytes.
"""
import os
import re
import sys
from collections import Counter, defaultdict

POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSE_TYPES = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
LEMMA = re.compile(r"^[a-z][a-z.-]*[a-z.]$")
SENSES = 3  # of a lemma and word class at most
RIVAL = 0.25  # of the uses of the first sense that another needs, and of those of the first class that another needs
FEW = 5  # uses of a first sense: too few to tell which are rare
DEFINING = 2  # definitions that use a lemma which was never counted
COMMON = 400  # definitions from which on a word in them is too general to say much: "person"
MANY = 40  # kinds from which on a kind is too general to say much: "artifact"


def lines(directory, name):
    with open(os.path.join(directory, name), encoding="latin-1") as handle:
        yield from (line for line in handle if not line.startswith("  "))


def read_synsets(directory):
    """{(class, offset): (words, pointers, words of its definition)}; in how many definitions each word stands."""
    synsets, defining = {}, Counter()
    for name, pos in POS.items():
        for line in lines(directory, "data." + name):
            head, _, gloss = line.partition(" | ")
            fields = head.split()
            count = int(fields[3], 16)
            words = [word.lower() for word in fields[4 : 4 + 2 * count : 2]]
            at = 4 + 2 * count
            pointers = []
            for k in range(int(fields[at])):
                symbol, offset, target_pos, ends = fields[at + 1 + 4 * k : at + 5 + 4 * k]
                target_pos = "a" if target_pos == "s" else target_pos
                pointers.append((symbol, (target_pos, int(offset)), int(ends[:2], 16), int(ends[2:], 16)))
            definition = sorted(set(re.findall(r"[a-z]+", gloss.partition('"')[0].lower())))
            synsets[pos, int(fields[0])] = (words, pointers, definition)
            defining.update(definition)
    return synsets, defining


def read_counts(directory):
    """{(lemma, class): {number of the sense: counted uses}}."""
    counts = defaultdict(dict)
    for line in lines(directory, "cntlist.rev"):
        key, number, count = line.split()
        lemma, _, rest = key.partition("%")
        counts[lemma, SENSE_TYPES[rest[0]]][int(number)] = int(count)
    return counts


def choose_senses(directory, counts):
    """{lemma: [(class, offset)]}: the senses that most uses have."""
    by_class = defaultdict(dict)
    for name, pos in POS.items():
        for line in lines(directory, "index." + name):
            fields = line.split()
            if LEMMA.match(fields[0]):
                offsets = [int(offset) for offset in fields[-int(fields[2]) :]]
                by_class[fields[0]][pos] = offsets
    chosen = {}
    for lemma, classes in by_class.items():
        uses = {pos: sum(counts.get((lemma, pos), {}).values()) for pos in classes}
        most = max(uses.values())
        senses = []
        for pos, offsets in classes.items():
            if uses[pos] < RIVAL * most:
                continue
            count = counts.get((lemma, pos), {})
            kept = [n for n in range(1, SENSES + 1) if n == 1 or count.get(1, 0) < FEW or count.get(n, 0) >= RIVAL * count[1]]
            senses += [(pos, offsets[n - 1]) for n in kept if n <= len(offsets)]
        chosen[lemma] = senses
    return chosen


def relate(lemma, senses, synsets):
    """The synsets that `lemma` stands for, their kinds, and their opposites."""
    same, kinds, opposites = set(senses), set(), set()
    for sense in senses:
        words, pointers, _ = synsets[sense]
        place = words.index(lemma) + 1 if lemma in words else 0
        for symbol, target, source, _ in pointers:
            own = source in (0, place)
            if symbol in ("+", "\\") and own:
                same.add(target)
            elif symbol in ("@", "@i", "&"):
                kinds.add(target)
            elif symbol == "!" and own:
                opposites.add(target)
    return same, kinds - same, opposites - same


def base_form(word, lemmas):
    """The lemma of a regular plural or verb form, or None."""
    for ending, base in (("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")):
        if word.endswith(ending) and word[: len(word) - len(ending)] + base in lemmas:
            return word[: len(word) - len(ending)] + base
    return None


def main(directory):
    synsets, defining = read_synsets(directory)
    counts = read_counts(directory)
    chosen = choose_senses(directory, counts)
    counted = {lemma for lemma, _ in counts}
    known = {lemma for lemma in chosen if lemma in counted or defining[lemma] >= DEFINING}
    spoken = {sense for lemma in known for sense in chosen[lemma]}
    kept = {lemma: senses for lemma, senses in chosen.items() if lemma in known or spoken.intersection(senses)}
    members = Counter(target for _, pointers, _ in synsets.values() for symbol, target, _, _ in pointers if symbol in ("@", "&"))
    related = {lemma: relate(lemma, senses, synsets) for lemma, senses in kept.items()}
    described = {}  # by the words of its definitions, which are numbered as meanings are
    for lemma, senses in kept.items():
        senses = senses if lemma in known else []
        words = {base_form(word, kept) for sense in senses for word in synsets[sense][2] if defining[word] < COMMON}
        described[lemma] = {("word", word) for word in words if word and word != lemma and len(word) > 3}
    used = Counter(word for words in described.values() for word in words)
    shared = Counter(synset for sets in related.values() for group in sets for synset in group)
    ids = {}

    def number(group):
        return [ids.setdefault(meaning, len(ids)) for meaning in sorted(group)]

    out, written = [], set()
    for lemma in sorted(related):
        same, kinds, opposites = ({s for s in group if shared[s] > 1} for group in related[lemma])
        if used[("word", lemma)]:
            same.add(("word", lemma))
        kinds = {s for s in kinds if members[s] <= MANY}
        groups = [number(same), number(kinds), number(opposites), number(described[lemma])]
        if any(groups):
            name = lemma.replace("-", "")
            if name not in written:
                written.add(name)
                out.append(name + "".join(mark + ",".join(map(str, g)) for mark, g in zip("=^!~", groups) if g))
    for name in ("noun", "verb", "adj"):
        for line in lines(directory, name + ".exc"):
            form, lemma = line.split()[:2]
            if lemma in written and LEMMA.match(form) and form not in written:
                out.append(form + ">" + lemma)
    sys.stdout.write("\n".join(sorted(set(out))) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
