#!/usr/bin/env python3
"""Scores CoNLL-U by the metrics of the CoNLL 2018 shared task.

    bench/language/conll18.py GOLD SYSTEM

Both files hold the same text; they may cut it differently. Words are aligned by the characters that they cover, white space
aside; where either side has a token of several words, the words in it are aligned by their forms (longest common
subsequence). Of each metric: precision, recall and F1 over all words (tokens, sentences), and the accuracy over the aligned
words. What each compares:

    Tokens, Sentences   the characters covered
    Words               being aligned
    UPOS, XPOS, UFeats  the columns; of the features only the universal ones
    AllTags             the three together
    Lemmas              the column, where the gold file has one
    UAS, LAS            the head; the head and the relation without its subtype
    CLAS                as LAS, over words whose relation is one of content words
    MLAS                as CLAS, and UPOS, features, and the same of all function words that hang on the word
    BLEX                as CLAS, and the lemma

Source: Zeman et al., "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies", section 5
(aclanthology.org/K18-2001). Exit status: 0 scored, 1 the files cannot be compared, 2 wrong usage.
"""

import collections
import sys
import unicodedata

CONTENT = frozenset(
    "nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse nmod appos nummod acl amod conj fixed"
    " flat compound list parataxis orphan goeswith reparandum root dep".split()
)
FUNCTION = frozenset("aux cop mark det clf case cc".split())
UNIVERSAL_FEATURES = frozenset(
    "PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm Mood Tense Aspect Voice"
    " Evident Polarity Person Polite".split()
)
METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "AllTags", "Lemmas", "UAS", "LAS", "CLAS", "MLAS", "BLEX")


class Mismatch(Exception):
    """The files cannot be compared."""


class Word:
    """One row. `begin` and `end` count the characters of the text that are no white space."""

    def __init__(self, columns, begin, end, in_range):
        self.form, self.lemma, self.upos, self.xpos = columns[1:5]
        features = columns[5].split("|")
        self.feats = "|".join(sorted(f for f in features if f.split("=")[0] in UNIVERSAL_FEATURES))
        self.head_number, self.relation = columns[6], columns[7].split(":")[0]
        self.begin, self.end, self.in_range = begin, end, in_range
        self.head = None  # a Word; None for the root
        self.function_words = []

    @property
    def span(self):
        return self.begin, self.end


class Corpus:
    """`characters` of the text without white space; `sentences` and `tokens` as spans of them; `words`."""

    def __init__(self):
        self.characters, self.sentences, self.tokens, self.words = [], [], [], []


def without_space(form):
    return "".join(c for c in form if unicodedata.category(c) != "Zs" and not c.isspace())


def read(lines):
    """Reads CoNLL-U. Raises Mismatch where a file is not a forest of trees."""
    corpus = Corpus()
    state = _Sentence(corpus)
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r\n")
        if not line:
            state.close(number)
            state = _Sentence(corpus)
        elif not line.startswith("#"):
            state.row(line.split("\t"), number)
    state.close("the end")
    return corpus


class _Sentence:
    def __init__(self, corpus):
        self.corpus, self.first_word, self.begin = corpus, len(corpus.words), len(corpus.characters)
        self.range_until, self.range_span = 0, None

    def row(self, columns, number):
        if len(columns) != 10:
            raise Mismatch("line %s: %d columns, not 10" % (number, len(columns)))
        if "." in columns[0]:
            return
        if "-" in columns[0]:
            self.range_until = int(columns[0].split("-")[1])
            self.range_span = self.token(columns[1], number)
            return
        in_range = int(columns[0]) <= self.range_until
        begin, end = self.range_span if in_range else self.token(columns[1], number)
        self.corpus.words.append(Word(columns, begin, end, in_range))

    def token(self, form, number):
        characters = without_space(form)
        if not characters:
            raise Mismatch("line %s: an empty form" % number)
        begin = len(self.corpus.characters)
        self.corpus.characters.extend(characters)
        self.corpus.tokens.append((begin, begin + len(characters)))
        return self.corpus.tokens[-1]

    def close(self, number):
        words = self.corpus.words[self.first_word :]
        if not words:
            return
        self.corpus.sentences.append((self.begin, len(self.corpus.characters)))
        for word in words:
            head = int(word.head_number)
            if not 0 <= head <= len(words):
                raise Mismatch("sentence before line %s: head %d is none of its words" % (number, head))
            word.head = words[head - 1] if head else None
            if word.head is not None and word.relation in FUNCTION:
                word.head.function_words.append(word)
        if sum(word.head is None for word in words) != 1:
            raise Mismatch("sentence before line %s: not exactly one root" % number)
        check_tree(words, number)


def check_tree(words, number):
    good = set()
    for word in words:
        path = []
        while word is not None and id(word) not in good:
            if len(path) > len(words):
                raise Mismatch("sentence before line %s: a cycle of heads" % number)
            path.append(word)
            word = word.head
        good.update(map(id, path))


def align(gold, system):
    """The aligned words as pairs."""
    pairs = []
    g = s = 0
    while g < len(gold) and s < len(system):
        if gold[g].in_range or system[s].in_range:
            g_end, s_end, g, s = _region(gold, system, g, s)
            pairs.extend(_common(gold[g:g_end], system[s:s_end]))
            g, s = g_end, s_end
        elif gold[g].span == system[s].span:
            pairs.append((gold[g], system[s]))
            g, s = g + 1, s + 1
        elif gold[g].begin <= system[s].begin:
            g += 1
        else:
            s += 1
    return pairs


def _region(gold, system, g, s):
    """The smallest run of words on both sides that covers the token of several words at g or s.

    Returns the ends of both runs, then their beginnings.
    """
    if gold[g].in_range:
        end = gold[g].end
        if not system[s].in_range and system[s].begin < gold[g].begin:
            s += 1
    else:
        end = system[s].end
        if not gold[g].in_range and gold[g].begin < system[s].begin:
            g += 1
    first_g, first_s = g, s

    def inside(words, at):
        return at < len(words) and (words[at].begin < end if words[at].in_range else words[at].end <= end)

    while inside(gold, g) or inside(system, s):
        if g < len(gold) and (s >= len(system) or gold[g].begin <= system[s].begin):
            word, g = gold[g], g + 1
        else:
            word, s = system[s], s + 1
        if word.in_range:
            end = max(end, word.end)
    return g, s, first_g, first_s


def _common(gold, system):
    """A longest common subsequence by form, letter case aside."""
    same = [[a.form.lower() == b.form.lower() for b in system] for a in gold]
    longest = [[0] * (len(system) + 1) for _ in range(len(gold) + 1)]
    for i in reversed(range(len(gold))):
        for j in reversed(range(len(system))):
            longest[i][j] = longest[i + 1][j + 1] + 1 if same[i][j] else max(longest[i + 1][j], longest[i][j + 1])
    i = j = 0
    while i < len(gold) and j < len(system):
        if same[i][j]:
            yield gold[i], system[j]
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1


class Score(collections.namedtuple("Score", "correct gold system aligned")):
    """`aligned` is None where it says nothing (Tokens, Sentences, Words)."""

    @property
    def precision(self):
        return self.correct / self.system if self.system else 0.0

    @property
    def recall(self):
        return self.correct / self.gold if self.gold else 0.0

    @property
    def f1(self):
        return 2 * self.correct / (self.system + self.gold) if self.system + self.gold else 0.0

    @property
    def aligned_accuracy(self):
        return self.correct / self.aligned if self.aligned else (None if self.aligned is None else 0.0)


def _spans(gold, system):
    return Score(len(set(gold) & set(system)), len(gold), len(system), None)


def evaluate(gold, system):
    """Gives {metric: Score}. Raises Mismatch when the texts differ."""
    if gold.characters != system.characters:
        at = next((i for i, (a, b) in enumerate(zip(gold.characters, system.characters)) if a != b), min(len(gold.characters), len(system.characters)))
        raise Mismatch(
            "the texts differ from character %d on: %r in the first, %r in the second"
            % (at, "".join(gold.characters[at : at + 20]), "".join(system.characters[at : at + 20]))
        )
    pairs = align(gold.words, system.words)
    gold_of = {id(s): g for g, s in pairs}

    def of_gold(word):
        return word

    def of_system(word):  # the gold word that it stands for; an unaligned one equals none
        return None if word is None else gold_of.get(id(word), "unaligned")

    def compare(key, wanted=lambda word: True):
        aligned = [(g, s) for g, s in pairs if wanted(g)]
        correct = sum(key(g, of_gold, g) == key(s, of_system, g) for g, s in aligned)
        return Score(correct, sum(map(wanted, gold.words)), sum(map(wanted, system.words)), len(aligned))

    def content(word):
        return word.relation in CONTENT

    def lemma(word, its_gold):
        return word.lemma if its_gold.lemma != "_" else "_"

    def with_function_words(word, map_word):
        children = [(map_word(c), c.relation, c.upos, c.feats) for c in word.function_words]
        return map_word(word.head), word.relation, word.upos, word.feats, children

    return {
        "Tokens": _spans(gold.tokens, system.tokens),
        "Sentences": _spans(gold.sentences, system.sentences),
        "Words": Score(len(pairs), len(gold.words), len(system.words), None),
        "UPOS": compare(lambda w, m, g: w.upos),
        "XPOS": compare(lambda w, m, g: w.xpos),
        "UFeats": compare(lambda w, m, g: w.feats),
        "AllTags": compare(lambda w, m, g: (w.upos, w.xpos, w.feats)),
        "Lemmas": compare(lambda w, m, g: lemma(w, g)),
        "UAS": compare(lambda w, m, g: m(w.head)),
        "LAS": compare(lambda w, m, g: (m(w.head), w.relation)),
        "CLAS": compare(lambda w, m, g: (m(w.head), w.relation), content),
        "MLAS": compare(lambda w, m, g: with_function_words(w, m), content),
        "BLEX": compare(lambda w, m, g: (m(w.head), w.relation, lemma(w, g)), content),
    }


def table(scores):
    yield "%-10s %9s %9s %9s %9s" % ("metric", "precision", "recall", "F1", "aligned")
    for name in METRICS:
        s = scores[name]
        last = "" if s.aligned is None else " %9.2f" % (100 * s.aligned_accuracy)
        yield "%-10s %9.2f %9.2f %9.2f%s" % (name, 100 * s.precision, 100 * s.recall, 100 * s.f1, last)


def read_file(path):
    with open(path, encoding="utf-8", newline="\n") as lines:
        return read(lines)


def main():
    if len(sys.argv) != 3:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        print("\n".join(table(evaluate(*map(read_file, sys.argv[1:])))))
    except (Mismatch, OSError) as fault:
        print("conll18: %s" % fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
