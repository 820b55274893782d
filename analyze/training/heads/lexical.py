"""What the heads know of a word besides its state: its lemma, its tag, and the language model's vector of the lemma."""

import collections
import struct

import numpy as np
import torch

FREQUENT = 20000  # words of the language model's vocabulary that the heads list, most frequent first
RARE = 2          # a lemma of the training texts that occurs less often has no weights of its own


def lower(text):
    """As the program does it: ASCII alone."""
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)


class ModelFile:
    """The sections of a language model's file. Format: docs/formats/language-model.md."""

    KINDS = {1: "u1", 2: "i1", 3: "<u2", 4: "<i2", 5: "<u4", 6: "<i4", 7: "<f4", 8: "<u8", 9: "<i8"}

    def __init__(self, path):
        self.bytes = open(path, "rb").read()
        self.table = {}
        for i in range(struct.unpack_from("<I", self.bytes, 12)[0]):
            name, kind, rank, *rest = struct.unpack_from("<56sII4IQQ", self.bytes, 64 + 96 * i)
            self.table[name.rstrip(b"\0").decode()] = (kind, rest[:rank], rest[4], rest[5])

    def __getitem__(self, name):
        kind, shape, begin, size = self.table[name]
        return np.frombuffer(self.bytes[begin : begin + size], dtype=self.KINDS[kind]).reshape(shape)

    def lines(self, name):
        return self[name].tobytes().decode().split("\n")

    def checksum(self):
        return struct.unpack_from("<Q", self.bytes, 24)[0]


def marks_of_words(folder):
    """{word: names of what the lexicon's files say of it}: which way it turns a sentence, for or against whom it speaks."""
    marks = collections.defaultdict(set)
    for name in ("valence", "stance_verbs", "stance_adjectives", "stance_nouns"):
        for line in open(folder / (name + ".txt"), encoding="utf-8"):
            words, bar, features = line.partition("|")
            if bar and not line.startswith("#") and " " not in words.strip():
                marks[words.strip()] |= {"%s:%s" % (name, f) for f in features.split()}
    return marks


class Lexicon:
    """Numbers for lemmas (0: not listed) and tags; of each lemma its vector [lemmas + 1, width] and marks [lemmas + 1, kinds], row 0 zero."""

    def __init__(self, model, corpora, folder):
        """`folder`: the lexicon's files."""
        counts = collections.Counter(lower(l) for c in corpora for l in c.lemma)
        vocabulary = {word: i + 1 for i, word in enumerate(model.lines("vocabulary"))}
        listed = dict.fromkeys(list(vocabulary)[:FREQUENT])
        listed.update(dict.fromkeys(marks_of_words(folder)))
        listed.update(dict.fromkeys(l for l, n in counts.items() if n >= RARE and l and "\n" not in l))
        self.lemmas = list(listed)
        self.numbers = {lemma: i + 1 for i, lemma in enumerate(self.lemmas)}
        table = model["embed.form.weight/q"] * model["embed.form.weight/scale"][:, None]
        rows = np.array([0] + [vocabulary.get(l, 0) for l in self.lemmas])
        vectors = np.where((rows > 0)[:, None], table[rows], 0).astype(np.float32)
        self.vectors = torch.from_numpy(vectors / vectors[vectors.any(1)].std())
        marks = marks_of_words(folder)
        kinds = {kind: i for i, kind in enumerate(sorted(set().union(*marks.values())))}
        self.marks = torch.zeros(len(self.lemmas) + 1, len(kinds))
        for lemma, found in marks.items():
            if lemma in self.numbers:
                self.marks[self.numbers[lemma], [kinds[k] for k in found]] = 1
        self.tags = {tag: i for i, tag in enumerate(model.lines("labels/xpos"))}

    def number(self, corpus):
        """Gives a corpus `lemmas` and `tags`."""
        corpus.lemmas = np.array([self.numbers.get(lower(l), 0) for l in corpus.lemma])
        corpus.tags = np.array([self.tags[x] for x in corpus.xpos])


class WordLayer(torch.nn.Module):
    """States, lemmas and tags -> hidden numbers, rectified."""

    def __init__(self, lexicon, width, drop):
        super().__init__()
        self.state = torch.nn.Linear(256, width)
        self.lemma = torch.nn.Embedding(len(lexicon.lemmas) + 1, width)
        self.tag = torch.nn.Embedding(len(lexicon.tags), width)
        self.vector = torch.nn.Linear(lexicon.vectors.shape[1], width, bias=False)
        self.mark = torch.nn.Linear(lexicon.marks.shape[1], width, bias=False)
        torch.nn.init.normal_(self.lemma.weight, 0, 0.02)
        torch.nn.init.normal_(self.tag.weight, 0, 0.02)
        self.vectors, self.marks, self.drop = lexicon.vectors, lexicon.marks, drop

    def forward(self, states, lemmas, tags):
        drop = lambda x: torch.nn.functional.dropout(x, self.drop, self.training)
        known = drop(torch.ones(lemmas.shape))[..., None]
        listed = self.lemma(lemmas) * known + self.vector(drop(self.vectors[lemmas])) + self.mark(self.marks[lemmas])
        return drop(torch.relu(self.state(drop(states)) + listed + self.tag(tags)))

    def rows_of_lemmas(self):
        """What a lemma adds, its vector and marks with it."""
        with torch.no_grad():
            return (self.lemma.weight + self.vector(self.vectors) + self.mark(self.marks)).numpy()


def batches(corpus, spans, size, rng=None):
    """Numbers of the spans (pairs of words), and of each batch states, lemmas, tags and which words there are. With `rng` in random
    order, spans of like length together."""
    lengths = np.array([last - first for first, last in spans])
    order = np.argsort(lengths + (rng.rand(len(spans)) * 3 if rng else 0), kind="stable")
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    if rng:
        rng.shuffle(groups)
    for group in groups:
        longest = int(lengths[group].max())
        states = np.zeros((len(group), longest, corpus.states.shape[1]), np.float32)
        lemmas, tags = (np.zeros((len(group), longest), np.int64) for _ in range(2))
        there = np.zeros((len(group), longest), bool)
        for row, number in enumerate(group):
            first, last = spans[number]
            states[row, : last - first] = corpus.states[first:last]
            lemmas[row, : last - first] = corpus.lemmas[first:last]
            tags[row, : last - first] = corpus.tags[first:last]
            there[row, : last - first] = True
        yield group, torch.from_numpy(states), torch.from_numpy(lemmas), torch.from_numpy(tags), torch.from_numpy(there)
