"""What the network reads of a word: the same features as analyze/encode/word_features.cc, number by number.

A word is seen as its row in the vocabulary (by normalised form) and as rows of one hashed table: prefixes, suffixes, shape and
the form as written. tests: analyze/encode/testdata/word_features.tsv is written by `network_sample.py` and checked by the C++ side.
"""

import numpy as np

HASHED_ROWS = 1 << 16
MAX_CHARS = 64  # of a word; what is longer is cut for the features, not in the text

# Prefix lengths 1 to 4, suffix lengths 1 to 5, shape, form as written.
FEATURES = 11

_SAME = {"\u2018": "'", "\u2019": "'", "\u0060": "'", "\u00b4": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2010": "-", "\u2011": "-"}


def normalise(form):
    """Lower case, straight quotation marks and hyphens, every ASCII digit 0. Code point by code point."""
    out = []
    for c in form[:MAX_CHARS]:
        if c in _SAME:
            out.append(_SAME[c])
        elif "0" <= c <= "9":
            out.append("0")
        else:
            lower = c.lower()
            out.append(lower if len(lower) == 1 else c)
    return "".join(out)


def shape(form):
    """Classes of the characters, runs of one class as one or two signs: X upper, x other letters, 0 digits, the mark itself."""
    out = []
    for c in form[:MAX_CHARS]:
        if "0" <= c <= "9":
            s = "0"
        elif c.isalpha():
            s = "X" if c != c.lower() else "x"
        else:
            s = _SAME.get(c, c)
        if len(out) >= 2 and out[-1] == s and out[-2] == s:
            continue
        out.append(s)
        if len(out) == 10:
            break
    return "".join(out)


def fnv1a(data, seed):
    """32-bit FNV-1a of the bytes, started with one byte that names the kind of feature."""
    h = ((0x811C9DC5 ^ seed) * 0x01000193) & 0xFFFFFFFF
    for b in data:
        h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    return h


def row(seed, text):
    h = fnv1a(text.encode("utf-8"), seed)
    return (h ^ (h >> 16)) & (HASHED_ROWS - 1)


def hashed_rows(form):
    """The FEATURES rows of the hashed table that stand for the form."""
    n = normalise(form)
    rows = [row(k, n[:k]) for k in range(1, 5)]
    rows += [row(10 + k, n[-k:]) for k in range(1, 6)]
    rows.append(row(20, shape(form)))
    rows.append(row(21, form[:MAX_CHARS]))
    return rows


class Vocabulary:
    """Normalised forms by falling frequency; row 0 stands for all others."""

    def __init__(self, words):
        self.words = list(words)
        self.index = {w: i + 1 for i, w in enumerate(self.words)}

    def __len__(self):
        return len(self.words) + 1

    def id(self, form):
        return self.index.get(normalise(form), 0)


class TypeTable:
    """Each distinct form gets a number; its rows are computed once."""

    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.index = {}
        self.forms = []
        self.words = []
        self.rows = []

    def id(self, form):
        i = self.index.get(form)
        if i is None:
            i = len(self.forms)
            self.index[form] = i
            self.forms.append(form)
            self.words.append(self.vocabulary.id(form))
            self.rows.append(hashed_rows(form))
        return i

    def arrays(self):
        return np.array(self.words, dtype=np.int64), np.array(self.rows, dtype=np.int64)
