"""The tables by which analyze/tag/lemmatizer.h finds lemmas, from the treebanks.

    python3 lemma.py DATA       prints how many lemmas of the development sets come out right, given the right tags

A lemma is made by two decisions: which letters the end of the word loses and gains ("3" and "y" for "tries"), and how letter
case changes (CASES). Each is a list of rules, from the particular to the general; the first that is known decides:

    edit   the whole word, under part of speech, Penn tag and features; the longest known ending, the whole word first, under
           part of speech and Penn tag; or else nothing changes
    case   the whole word, all words of its shape under part of speech and Penn tag, those under part of speech alone; or else
           it is kept

Beside the words of the treebanks the past forms of irregular_verbs.txt are learnt from, each as if it were seen three times.

A rule is stored only where the rules behind it would say something else. All stand in one hash table, whose keys are hashes, so
that the words themselves are not stored. lemmatizer.cc does the same steps, hash by hash.
"""

import collections
import functools
import pathlib
import sys

import numpy as np

import conllu

LONGEST_ENDING = 6  # characters, BEGINNING among them
CASES = ("keep", "lower", "title", "upper", "no_commas")
BEGINNING = "^"
NO_EDIT = (0, "")
IRREGULAR = pathlib.Path(__file__).resolve().with_name("irregular_verbs.txt")
_STRAIGHT = str.maketrans("\u2018\u2019\u0060\u00b4", "''''")


def lowered(text):
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def raised(text):
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def key(form):
    """What a word is known by."""
    return BEGINNING + "".join("0" if "0" <= c <= "9" else c for c in lowered(form.translate(_STRAIGHT)))


def shape(form):
    """0 without capitals, 1 with one as the first of several letters, 2 without small letters, 3 others; 4 with a comma."""
    low = lowered(form)
    if "," in form and len(form) > 1:
        return 4
    if form == low:
        return 0
    if form[0] != low[0] and form[1:] == low[1:] and len(form) > 1:
        return 1
    return 2 if form == raised(form) else 3


def apply(form, case, edit):
    """An edit that would eat the whole word and add nothing leaves it."""
    cut, ending = edit
    text = form.translate(_STRAIGHT)
    if case == "lower":
        text = lowered(text)
    if cut < len(text) or (cut == len(text) and ending):
        text = text[: len(text) - cut] + ending
    if case == "title":
        text = raised(text[:1]) + lowered(text[1:])
    if case == "upper":
        text = raised(text)
    if case == "no_commas":
        text = text.replace(",", "") or text
    return text


def decisions(form, lemma):
    """The edit and the case change that lead from the form to the lemma; None for a case change that no case explains."""
    if shape(form) == 4 and form.replace(",", "") == lemma:
        return NO_EDIT, "no_commas"
    low, wanted = lowered(form.translate(_STRAIGHT)), lowered(lemma)
    same = 0
    while same < min(len(low), len(wanted)) and low[same] == wanted[same]:
        same += 1
    edit = (len(low) - same, wanted[same:])
    return edit, next((c for c in CASES if apply(form, c, edit) == lemma), None)


# ---- rules


def seed(*kind):
    return fnv1a("\t".join(kind).encode())


def word_seed(upos, xpos, feats):
    return seed("word", upos, xpos) ^ (seed("feats", feats) * 3 & 0xFFFFFFFFFFFFFFFF)


def fnv1a(data, h=0xCBF29CE484222325):
    for b in data:
        h = ((h ^ b) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


@functools.lru_cache(maxsize=None)
def endings(word):
    """{characters: hash} of the word's endings, 0 to LONGEST_ENDING characters, and under -1 of the whole; read backwards."""
    h, found = fnv1a(b""), {0: fnv1a(b"")}
    for n, c in enumerate(reversed(word), 1):
        h = fnv1a(reversed(c.encode()), h)
        if n <= LONGEST_ENDING:
            found[n] = h
    found[-1] = h
    return found


def slot(seed_, ending):
    """The 64 bits from which a rule's place and check are taken."""
    h = ((seed_ ^ ending) * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    return h ^ (h >> 32)


def majority(counts):
    return max(counts, key=lambda o: (counts[o], repr(o)))


class Rules:
    """What training finds. `edits` and `cases`: {slot: decision}."""

    def __init__(self):
        self.edits, self.cases = {}, {}

    def edit(self, form, upos, xpos, feats):
        ends = endings(key(form))
        found = self.edits.get(slot(word_seed(upos, xpos, feats), ends[-1]))
        return found if found is not None else self.edit_by_tag(ends, upos, xpos, LONGEST_ENDING + 1)

    def edit_by_tag(self, ends, upos, xpos, below):
        """By endings of fewer than `below` characters; the whole word stands above them all."""
        under = seed("ending", upos, xpos)
        order = [-1] if below > LONGEST_ENDING else []
        for n in order + [n for n in range(LONGEST_ENDING, -1, -1) if n in ends and n < below]:
            found = self.edits.get(slot(under, ends[n]))
            if found is not None:
                return found
        return NO_EDIT

    def case(self, form, upos, xpos, whole=True):
        ends, kind = endings(key(form)), str(shape(form))
        places = [slot(seed("case", upos, xpos, kind), ends[-1])] if whole else []
        places += [slot(seed("case", upos, xpos, kind), ends[0]), slot(seed("case", upos, "", kind), ends[0])]
        return next((self.cases[p] for p in places if p in self.cases), "keep")

    def lemma(self, form, upos, xpos, feats):
        return apply(form, self.case(form, upos, xpos), self.edit(form, upos, xpos, feats))


def irregular():
    """Yields (form, Penn tag, lemma) of the verbs in IRREGULAR."""
    for line in IRREGULAR.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            verb, past, participle = line.split()
            yield from ((form, tag, verb) for tag, forms in (("VBD", past), ("VBN", participle)) for form in forms.split("/"))


def learn(words, verbs=()):
    """words: counts by (form, upos, xpos, feats, lemma); verbs: (form, Penn tag, lemma)."""
    by_tag, by_feats = (collections.defaultdict(collections.Counter) for _ in range(2))
    by_word, by_shape = (collections.defaultdict(collections.Counter) for _ in range(2))
    for (form, upos, xpos, feats, lemma), n in words.items():
        edit, case = decisions(form, lemma)
        by_feats[upos, xpos, feats, key(form)][edit] += n
        if "Typo=Yes" not in feats:
            by_tag[upos, xpos, key(form)][edit] += n
        if case:
            by_word[upos, xpos, form][case] += n
            by_shape[upos, xpos, shape(form)][case] += n
            by_shape[upos, "", shape(form)][case] += n
    for form, tag, verb in verbs:
        by_tag["VERB", tag, key(form)][decisions(form, verb)[0]] += 3  # outweighs a slip of the treebank
    rules = Rules()
    for (upos, xpos, kind), counts in by_shape.items():
        rules.cases[slot(seed("case", upos, xpos, str(kind)), fnv1a(b""))] = majority(counts)
    for (upos, xpos, form), counts in by_word.items():
        if rules.case(form, upos, xpos, whole=False) != majority(counts):
            rules.cases[slot(seed("case", upos, xpos, str(shape(form))), endings(key(form))[-1])] = majority(counts)
    learn_edits(rules, by_tag, by_feats)
    return rules


def learn_edits(rules, by_tag, by_feats):
    for n in list(range(LONGEST_ENDING + 1)) + [-1]:
        votes = collections.defaultdict(collections.Counter)  # of distinct words, not of their occurrences
        some = {}
        for (upos, xpos, word), counts in by_tag.items():
            ends = endings(word)
            if n in ends:
                place = slot(seed("ending", upos, xpos), ends[n])
                votes[place][majority(counts)] += 1
                some[place] = ends, upos, xpos
        found = {}
        for place, counts in votes.items():
            edit = majority(counts)
            ends, upos, xpos = some[place]
            if (n == -1 or counts[edit] > 1) and rules.edit_by_tag(ends, upos, xpos, LONGEST_ENDING + 1 if n == -1 else n) != edit:
                found[place] = edit
        rules.edits.update(found)
    for (upos, xpos, feats, word), counts in by_feats.items():
        ends = endings(word)
        if rules.edit_by_tag(ends, upos, xpos, LONGEST_ENDING + 1) != majority(counts):
            rules.edits[slot(word_seed(upos, xpos, feats), ends[-1])] = majority(counts)


# ---- the model's sections


def learn_from(data):
    words = (w for s in conllu.training_sentences(data) for w in s.words if w.lemma != "_" and w.xpos != "GW")
    return learn(collections.Counter((w.form, w.upos, w.xpos, w.feats, w.lemma) for w in words), list(irregular()))


def packed(rules):
    """Open addressing: a rule stands at slot mod size or the next free place; values count from 1, 0 is free."""
    edits = sorted(set(rules.edits.values()))
    decided = {p: 1 + edits.index(e) for p, e in rules.edits.items()} | {p: 1 + CASES.index(c) for p, c in rules.cases.items()}
    size = 1 << (2 * len(decided)).bit_length()
    checks, values = np.zeros(size, dtype=np.uint32), np.zeros(size, dtype=np.uint16)
    for place in sorted(decided):
        at = place & (size - 1)
        while values[at]:
            at = (at + 1) & (size - 1)
        checks[at], values[at] = place >> 32, decided[place]
    return {
        "lemma/checks": checks,
        "lemma/values": values,
        "lemma/edits": "\n".join("%d\t%s" % e for e in edits).encode(),
    }


def sections(data):
    return packed(learn_from(data))


def score(rules, sentences):
    words = [w for s in sentences for w in s.words]
    return sum(w.lemma == "_" or rules.lemma(w.form, w.upos, w.xpos, w.feats) == w.lemma for w in words) / len(words)


def main():
    data = pathlib.Path(sys.argv[1])
    rules = learn_from(data)
    table = packed(rules)
    print("edits %d case rules %d table %d bytes" % (len(rules.edits), len(rules.cases), sum(getattr(s, "nbytes", len(s)) for s in table.values())))
    print("EWT dev %.4f" % score(rules, conllu.read(data / "ud-ewt" / "dev.conllu")))
    print("GUM dev %.4f" % score(rules, conllu.gum(data / "ud-gum" / "dev.conllu")))


if __name__ == "__main__":
    main()
