"""The polarity towards a target: numbers that say how a word evaluates, weighed by how the word stands to the target in the tree."""

import numpy as np
import torch

import lexical

NUMBERS, WIDTH, HIDDEN = 8, 32, 64
PLACES = 26  # as analyze/heads/target_polarity.cc counts them
INSIDE, HANGS_ON_IT, FARTHER_BELOW, TWO_ABOVE, FARTHER_ABOVE, FAR = 0, 11, 12, 13, 14, 25
BELOW_BESIDE, BELOW_TWO_ABOVE, BELOW_FARTHER_ABOVE, FARTHEST = 22, 23, 24, 12
ROLES = {
    "nsubj": 1, "nsubj:outer": 1, "nsubj:pass": 2, "obj": 3, "iobj": 3, "obl": 4, "obl:unmarked": 4, "obl:agent": 5, "nmod": 6,
    "nmod:poss": 7, "compound": 8, "appos": 8, "flat": 8, "conj": 9,
}
OTHER = 10
BESIDE_SUBJECT, OTHER_BESIDE_SUBJECT = {"obj": 15, "iobj": 15, "xcomp": 16, "ccomp": 17, "obl": 18, "obl:unmarked": 18}, 19
BESIDE_OTHER, OTHER_BESIDE_OTHER = {"nsubj": 20, "nsubj:outer": 20}, 21


def places(corpus, first, last, begin, end):
    """Of each word of the sentence [begin, end) how it stands to the target [first, last)."""
    above, word = {}, corpus.top(first, last)
    role = ROLES.get(corpus.relation[word], OTHER)
    while word >= 0 and len(above) < FARTHEST:
        above[word] = len(above)
        word = corpus.head[word]
    beside, otherwise = (BESIDE_SUBJECT, OTHER_BESIDE_SUBJECT) if role in (1, 2) else (BESIDE_OTHER, OTHER_BESIDE_OTHER)
    found = np.full(end - begin, FAR)
    for word in range(begin, end):
        meets, below, up = word, word, 0
        while meets >= 0 and meets not in above and up < FARTHEST:
            below, meets, up = meets, corpus.head[meets], up + 1
        height = above.get(meets, -1)
        if first <= word < last:
            place = INSIDE
        elif height == 0:
            place = HANGS_ON_IT if up == 1 else FARTHER_BELOW
        elif height > 0 and up == 0:
            place = role if height == 1 else TWO_ABOVE if height == 2 else FARTHER_ABOVE
        elif height == 1:
            place = beside.get(corpus.relation[below], otherwise) if up == 1 else BELOW_BESIDE
        elif height > 1:
            place = BELOW_TWO_ABOVE if height == 2 else BELOW_FARTHER_ABOVE
        else:
            place = FAR
        found[word - begin] = place
    return found


class Targets:
    """The targets of a set: the words around each (of its sentence, or of the whole text), places of these, label."""

    def __init__(self, corpus, examples, whole=False):
        self.corpus, self.spans, self.places, labels = corpus, [], [], []
        for text, example in enumerate(examples):
            first, last = corpus.words_at(text, *example.places[0][:2])
            if first >= last:
                continue
            begin, end = int(corpus.first[text]), int(corpus.first[text + 1])
            if not whole:
                same = np.flatnonzero(corpus.sentence[begin:end] == corpus.sentence[first]) + begin
                begin, end = int(same[0]), int(same[-1]) + 1
            last = min(last, end)
            self.spans.append((begin, end))
            self.places.append(places(corpus, first, last, begin, end))
            labels.append(example.label)
        self.labels = np.array(labels)

    def batches(self, size, rng=None):
        for group, *inputs, there in lexical.batches(self.corpus, self.spans, size, rng):
            place = torch.full(there.shape, FAR)
            for row, number in enumerate(group):
                place[row, : len(self.places[number])] = torch.from_numpy(self.places[number])
            yield group, (*inputs, there, place)


class Polarity(torch.nn.Module):
    def __init__(self, lexicon, drop=0.2):
        super().__init__()
        self.words = lexical.WordLayer(lexicon, HIDDEN, drop)
        self.out = torch.nn.Linear(HIDDEN, 1 + NUMBERS)
        self.weights = torch.nn.Parameter(torch.zeros(PLACES))
        self.mix = torch.nn.Parameter(torch.randn(PLACES, NUMBERS, WIDTH) * 1.2)
        self.mix_bias = torch.nn.Parameter(torch.zeros(WIDTH))
        self.last = torch.nn.Linear(WIDTH, 3)
        self.drop = drop

    def forward(self, states, lemmas, tags, there, place):
        numbers = self.out(self.words(states, lemmas, tags))
        weights = (numbers[..., 0] + self.weights[place]).masked_fill(~there, -1e4)
        values = torch.tanh(numbers[..., 1:])
        mixed = torch.einsum("bw,bwnk,bwn->bk", torch.softmax(weights, 1), self.mix[place], values) + self.mix_bias
        return self.last(torch.nn.functional.dropout(torch.relu(mixed), self.drop / 2, self.training))


def macro_f1(found, wanted):
    scores = [2 * ((found == k) & (wanted == k)).sum() / max(1, (found == k).sum() + (wanted == k).sum()) for k in range(3)]
    return float(np.mean(scores)), scores


def predict(model, targets):
    model.eval()
    answer = np.zeros((len(targets.labels), 3))
    with torch.no_grad():
        for group, inputs in targets.batches(128):
            answer[group] = torch.softmax(model(*inputs), 1).numpy()
    return answer


def train(lexicon, sets, seed=1, epochs=9, rate=4e-3, size=64, drop=0.2, decay=1e-2, report=None):
    torch.manual_seed(seed)
    rng = np.random.RandomState(seed)
    model = Polarity(lexicon, drop)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=decay)
    steps, step = epochs * sum(-(-len(s.labels) // size) for s in sets), 0
    for epoch in range(epochs):
        model.train()
        for targets in sets:
            for group, inputs in targets.batches(size, rng):
                for parameters in optimizer.param_groups:
                    parameters["lr"] = rate * max(0.02, 1 - step / steps)
                step += 1
                optimizer.zero_grad()
                torch.nn.functional.cross_entropy(model(*inputs), torch.from_numpy(targets.labels[group])).backward()
                optimizer.step()
        if report:
            report(epoch, model)
    return model
