"""Whether a sentence is worth a check: numbers of words, pooled by weights that are learnt."""

import numpy as np
import torch

import lexical

POOLS, HIDDEN = 2, 48


class CheckWorthiness(torch.nn.Module):
    def __init__(self, lexicon, drop=0.3):
        super().__init__()
        self.words = lexical.WordLayer(lexicon, HIDDEN, drop)
        self.out = torch.nn.Linear(HIDDEN, 2 * POOLS)  # weights, then values
        self.bias = torch.nn.Parameter(torch.zeros(1))
        self.length = torch.nn.Parameter(torch.zeros(1))

    def forward(self, states, lemmas, tags, there):
        numbers = self.out(self.words(states, lemmas, tags))
        weights = torch.softmax(numbers[..., :POOLS].masked_fill(~there[..., None], -1e4), 1)
        return (weights * numbers[..., POOLS:]).sum((1, 2)) + self.bias + self.length * torch.log(there.sum(1).float())


class Sentences:
    """The texts of a set, whole, with labels and groups."""

    def __init__(self, corpus, examples):
        kept = [i for i in range(len(examples)) if corpus.first[i] < corpus.first[i + 1]]
        self.corpus = corpus
        self.spans = [(int(corpus.first[i]), int(corpus.first[i + 1])) for i in kept]
        self.labels = np.array([examples[i].label for i in kept])
        self.groups = np.array([examples[i].group for i in kept])

    def part(self, numbers):
        other = Sentences.__new__(Sentences)
        other.corpus, other.spans = self.corpus, [self.spans[i] for i in numbers]
        other.labels, other.groups = self.labels[numbers], self.groups[numbers]
        return other


def train(lexicon, sets, seed=1, epochs=6, rate=3e-3, size=64, positive=1.0, drop=0.3):
    """`positive`: how much more a positive sentence counts."""
    torch.manual_seed(seed)
    rng = np.random.RandomState(seed)
    model = CheckWorthiness(lexicon, drop)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=1e-2)
    loss = torch.nn.BCEWithLogitsLoss(pos_weight=torch.tensor(positive))
    steps, step = epochs * sum(-(-len(s.labels) // size) for s in sets), 0
    for _ in range(epochs):
        model.train()
        for sentences in sets:
            for group, *inputs in lexical.batches(sentences.corpus, sentences.spans, size, rng):
                for parameters in optimizer.param_groups:
                    parameters["lr"] = rate * max(0.02, 1 - step / steps)
                step += 1
                optimizer.zero_grad()
                loss(model(*inputs), torch.from_numpy(sentences.labels[group].astype(np.float32))).backward()
                optimizer.step()
    return model


def predict(model, sentences):
    """Log odds."""
    model.eval()
    answer = np.zeros(len(sentences.labels))
    with torch.no_grad():
        for group, *inputs in lexical.batches(sentences.corpus, sentences.spans, 128):
            answer[group] = model(*inputs).numpy()
    return answer


def f1(found, wanted):
    """Of two arrays of 0 and 1."""
    right = ((found == 1) & (wanted == 1)).sum()
    return float(2 * right / max(1, (found == 1).sum() + (wanted == 1).sum()))


def average_precision(scores, labels):
    order = np.argsort(-scores, kind="stable")
    right = labels[order] == 1
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean()) if right.any() else float("nan")


def mean_average_precision(scores, labels, groups):
    return float(np.nanmean([average_precision(scores[groups == g], labels[groups == g]) for g in sorted(set(groups))]))


def folds(groups, count=5):
    """Pairs of numbers (train, held out), whole groups held out together."""
    names = sorted(set(groups))
    for fold in range(count):
        held_out = np.isin(groups, names[fold::count])
        yield np.flatnonzero(~held_out), np.flatnonzero(held_out)


def cross_validate(lexicon, sentences, more=(), **settings):
    """Log odds of each sentence by a model that saw nothing of its group; `more`: sets that all folds train on first."""
    answer = np.zeros(len(sentences.labels))
    for train_on, held_out in folds(sentences.groups):
        seen = set(sentences.groups[held_out])
        sets = [s.part([i for i in range(len(s.labels)) if s.groups[i] == "" or s.groups[i] not in seen]) for s in more]
        model = train(lexicon, sets + [sentences.part(train_on)], **settings)
        answer[held_out] = predict(model, sentences.part(held_out))
    return answer
