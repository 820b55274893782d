"""How factual a text presents what a word predicates, from -3 (did not happen) to 3: states of the word and of its head, and named
features of the words around it."""

import numpy as np
import torch

from lexical import lower

ROWS = 8192
SHOWN = {
    "aux", "aux:pass", "cop", "mark", "advmod", "nsubj", "nsubj:pass", "expl", "cc", "det", "case", "discourse", "punct", "obj", "amod", "nummod",
}
NETWORKS, WIDTH = 3, 48  # as one network of their widths' sum, whose answer is their mean


def row(name):
    """FNV-1a, 32 bits, of the name; as analyze/heads/factuality_features.cc."""
    value = 2166136261
    for byte in name.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value % ROWS


class Predicates:
    """The targets of a set: the word of each, its rows of the table, its label."""

    def __init__(self, corpus, examples):
        words, labels = [], []
        for text, example in enumerate(examples):
            for begin, end, label in example.places:
                first, last = corpus.words_at(text, begin, end)
                if first < last:
                    words.append(corpus.top(first, last))
                    labels.append(label)
        self._read(corpus, words, labels)

    @classmethod
    def of_words(cls, corpus, words):
        """The same of words without labels."""
        predicates = cls.__new__(cls)
        predicates._read(corpus, words, [0] * len(words))
        return predicates

    def _read(self, corpus, words, labels):
        self.corpus, self.words, self.labels = corpus, np.array(words), np.array(labels, np.float32)
        below = {}
        for word, head in enumerate(corpus.head):
            shown = corpus.relation[word] in SHOWN and (corpus.relation[word] != "punct" or corpus.lemma[word] == "?")
            if head >= 0 and shown:
                below.setdefault(int(head), []).append(word)
        self.rows = [np.array([row(name) for name in self._names(int(word), below)]) for word in self.words]

    def _names(self, word, below):
        c = self.corpus
        shown = lambda kind, child: "%s%s=%s" % (kind, c.relation[child], lower(c.lemma[child]))
        yield "l=" + lower(c.lemma[word])
        yield "r=" + c.relation[word]
        yield "x=" + lower(c.xpos[word])
        yield from (shown("c", child) for child in below.get(word, ()))
        head = int(c.head[word])
        if head < 0:
            return
        yield "g%s=%s" % (c.relation[word], lower(c.lemma[head]))
        yield "gx%s=%s" % (c.relation[word], lower(c.xpos[head]))
        yield "gl=" + lower(c.lemma[head])
        yield from (shown("h", child) for child in below.get(head, ()))
        above = int(c.head[head])
        if above >= 0:
            yield "G%s=%s" % (c.relation[head], lower(c.lemma[above]))
            yield "Gr%s=%s" % (c.relation[head], c.relation[word])

    def batch(self, numbers):
        states, heads = self.corpus.states, self.corpus.head[self.words[numbers]]
        own = states[self.words[numbers]].astype(np.float32)
        of_head = np.where((heads >= 0)[:, None], states[heads], 0).astype(np.float32)
        rows = [self.rows[n] for n in numbers]
        begins = np.cumsum([0] + [len(r) for r in rows[:-1]])
        return (torch.from_numpy(own), torch.from_numpy(of_head), torch.from_numpy(np.concatenate(rows)), torch.from_numpy(begins))


class Factuality(torch.nn.Module):
    def __init__(self, drop=0.3):
        super().__init__()
        self.own = torch.nn.Linear(256, WIDTH)
        self.head = torch.nn.Linear(256, WIDTH, bias=False)
        self.features = torch.nn.EmbeddingBag(ROWS, WIDTH, mode="sum")
        torch.nn.init.normal_(self.features.weight, 0, 0.05)
        self.out = torch.nn.Linear(WIDTH, 1)
        self.drop = drop

    def forward(self, own, head, rows, begins):
        drop = lambda x, p: torch.nn.functional.dropout(x, p, self.training)
        hidden = self.own(drop(own, 0.2)) + self.head(drop(head, 0.2))
        hidden = hidden + self.features(rows, begins, per_sample_weights=drop(torch.ones(rows.shape), self.drop))
        return self.out(drop(torch.relu(hidden), self.drop))[:, 0]


def train_one(predicates, seed, epochs=14, rate=2e-3, size=128, report=None):
    torch.manual_seed(seed)
    rng = np.random.RandomState(seed)
    model = Factuality()
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=1e-2)
    labels = torch.from_numpy(predicates.labels)
    steps, step = epochs * -(-len(labels) // size), 0
    for epoch in range(epochs):
        model.train()
        order = rng.permutation(len(labels))
        for begin in range(0, len(order), size):
            numbers = order[begin : begin + size]
            for parameters in optimizer.param_groups:
                parameters["lr"] = rate * max(0.02, 1 - step / steps)
            step += 1
            optimizer.zero_grad()
            torch.nn.functional.mse_loss(model(*predicates.batch(numbers)), labels[numbers]).backward()
            optimizer.step()
        if report:
            report(seed, epoch, model)
    return model


def train(predicates, report=None, **settings):
    return [train_one(predicates, seed, report=report, **settings) for seed in range(1, NETWORKS + 1)]


def predict(models, predicates):
    total = np.zeros(len(predicates.labels))
    with torch.no_grad():
        for model in models:
            model.eval()
            for begin in range(0, len(total), 512):
                numbers = np.arange(begin, min(len(total), begin + 512))
                total[numbers] += model(*predicates.batch(numbers)).numpy()
    return np.clip(total / len(models), -3, 3)


def scores(found, wanted):
    return {"pearson_r": float(np.corrcoef(found, wanted)[0, 1]), "mean_absolute_error": float(np.abs(found - wanted).mean())}
