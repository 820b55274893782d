"""The treebanks and the sets of names as numbers, and batches of them."""

import pathlib
from collections import Counter

import numpy as np
import torch

import conllu
import invented
import names
from features import TypeTable

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
UNKNOWN = -100  # a label that is not learnt from


class Labels:
    def __init__(self, values):
        self.values = list(values)
        self.index = {v: i for i, v in enumerate(self.values)}

    def id(self, value):
        return self.index.get(value, UNKNOWN)  # what training did not have


class Example:
    __slots__ = ("types", "lower", "upos", "xpos", "feats", "heads", "relations", "names", "forms", "persons", "convention", "soft")

    def __len__(self):
        return len(self.types)


class Treebanks:
    """Sentences as numbers. `labels`: upos, xpos, feats, relations, names; `kinds`: every form that occurs.

    unlabelled: further sentences, lists of words. `soft` of an example: what others think of its words, for distil.py.
    """

    def __init__(self, data, vocabulary, unlabelled=()):
        data = pathlib.Path(data)
        ewt = list(conllu.read(data / "ud-ewt" / "train.conllu"))
        gum = list(conllu.gum(data / "ud-gum" / "train.conllu"))
        self.kinds = TypeTable(vocabulary)
        self.labels = {"upos": Labels(UPOS), "names": Labels(names.LABELS)}
        for field in ("xpos", "feats", "deprel"):
            counted = Counter(getattr(w, field) for s in ewt + gum for w in s.words)
            self.labels[field] = Labels(sorted(v for v, n in counted.items() if n >= 2))
        self.train = [self.example(s, names.labels(len(s.words), spans)) for s, spans in names.marked(ewt)]
        self.train += [self.example(s, names.labels(len(s.words), names.gum_spans(s)), "gum") for s in gum]
        self.counts = Counter(int(self.kinds.words[t]) for e in self.train for t in e.types)
        self.named = [self.words_only(w, t, name) for name, w, t in names.training_sets(data)]
        nouns = Counter(w.form for s in ewt for w in s.words if w.xpos == "NN" and w.form.islower() and w.form.isalpha() and len(w.form) > 3)
        self.persons = invented.Persons(self.kinds, sorted(nouns))
        self.dev = [self.example(s) for s in conllu.read(data / "ud-ewt" / "dev.conllu")]
        self.gum_dev = [self.example(s) for s in conllu.gum(data / "ud-gum" / "dev.conllu")]
        self.named_dev = [self.words_only(w, names.labels(len(w), s)) for w, s in names.read_bio(data / "ner" / "uner-ewt.dev.bio")]
        self.unlabelled = [self.words_only(w, [""] * len(w)) for w in unlabelled]
        words, rows = self.kinds.arrays()
        self.words, self.rows = torch.from_numpy(words), torch.from_numpy(rows)

    def words_only(self, forms, tags, convention=names.CONVENTIONS[0]):
        e = Example()
        e.forms, e.persons, e.convention = forms, invented.persons(forms, tags), names.CONVENTIONS.index(convention)
        e.types = np.array([self.kinds.id(w) for w in forms])
        e.lower = np.array([self.kinds.id(w.lower()) for w in forms])
        e.names = np.array([self.labels["names"].id(t) for t in tags])
        return e

    def example(self, sentence, tags=None, convention=names.CONVENTIONS[0]):
        e = self.words_only([w.form for w in sentence.words], tags or [""] * len(sentence.words), convention)
        for field in ("upos", "xpos", "feats"):
            setattr(e, field, np.array([self.labels[field].id(getattr(w, field)) for w in sentence.words]))
        e.heads = np.array([w.head for w in sentence.words])
        e.relations = np.array([self.labels["deprel"].id(w.deprel) for w in sentence.words])
        return e


def batches(examples, size, generator=None):
    """Lists of examples of about one length; in random order with a generator."""
    noise = generator.uniform(-3, 3, len(examples)) if generator else np.zeros(len(examples))
    order = np.argsort(np.array([len(e) for e in examples]) + noise, kind="stable")
    groups, group, longest = [], [], 0
    for i in order:
        longest = max(longest, len(examples[i]))
        if group and longest * (len(group) + 1) > size:
            groups.append(group)
            group, longest = [], len(examples[i])
        group.append(examples[i])
    groups.append(group)
    if generator:
        groups = [groups[g] for g in generator.permutation(len(groups))]
    return groups


def padded(arrays, fill):
    out = np.full((len(arrays), max(map(len, arrays))), fill, dtype=np.int64)
    for i, a in enumerate(arrays):
        out[i, : len(a)] = a
    return torch.from_numpy(out)
