"""A second, short vector for each word, in which opposites point away from each other: what the words' company does not tell.

Source: N. Mrkšić and others, "Counter-fitting Word Vectors to Linguistic Constraints" (2016), with a linear map of the words'
vectors for what WordNet does not have, and with the lexicons' good and bad words on one axis.
"""

import re

import numpy as np
import torch
import torch.nn.functional as F

WIDTH, STEPS, BATCH, RATE = 32, 1500, 1024, 0.01
OPPOSITE, NEAR, VALUED, SMALL = 1.0, 0.5, 0.5, 1e-4  # how much each end weighs
SIGNS = re.compile(r"(?<![=\w])(minus|plus|good|bad|of=support|of=oppose|effect=good|effect=bad|event=good|event=bad)\b")
GOOD = {"plus", "good", "of=support", "effect=good", "event=good"}


def valued_words(lexicon):
    """{word: 1 good or -1 bad}, of the lexicons' single words."""
    found = {}
    for name in ("stance_nouns", "stance_adjectives", "stance_verbs", "valence"):
        for line in (lexicon / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            word, _, fields = line.partition(" | ")
            sign = SIGNS.search(fields)
            if sign and not line.startswith("#") and " " not in word.strip():
                found[word.strip()] = 1 if sign.group(1) in GOOD else -1
    return found


def formed(valued, vocabulary, thesaurus):
    """The same of all their forms in the vocabulary."""
    found = {}
    for word in vocabulary:
        lemmas = [word] + [lemma for part in ("verb", "adj", "noun") for lemma in thesaurus.lemmas(word, part)]
        signs = [valued[lemma] for lemma in lemmas if lemma in valued]
        if signs:
            found[word] = signs[0]
    return found


def train_sides(vectors, rows, same, opposite, valued, seed=11):
    """[words, WIDTH], rows of length 1. `valued`: {word: sign}, of forms in the vocabulary."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    base = torch.tensor(vectors, dtype=torch.float32)
    linear = torch.nn.Linear(base.shape[1], WIDTH, bias=False)
    own = torch.nn.Embedding(len(vectors), WIDTH, sparse=True)
    torch.nn.init.zeros_(own.weight)
    axis = torch.nn.Parameter(torch.randn(WIDTH) / WIDTH ** 0.5)
    optimisers = [torch.optim.Adam([*linear.parameters(), axis], RATE), torch.optim.SparseAdam(own.parameters(), RATE)]

    def of(ids):
        return F.normalize(linear(base[ids]) + own(ids), dim=-1)

    same, opposite = (np.array([(rows[a], rows[b]) for a, b in pairs]) for pairs in (same, opposite))
    words = np.array([rows[w] for w in valued])
    signs = torch.tensor([float(s) for s in valued.values()])
    for step in range(STEPS):
        for optimiser in optimisers:
            optimiser.param_groups[0]["lr"] = RATE * (1 - step / STEPS)
            optimiser.zero_grad()
        s, o = same[rng.integers(len(same), size=BATCH)], opposite[rng.integers(len(opposite), size=BATCH)]
        some = rng.integers(len(words), size=BATCH)
        left, right = (torch.from_numpy(rng.integers(20000, size=BATCH)) for _ in range(2))
        ids = torch.from_numpy(np.concatenate([s[:, 0], s[:, 1], o[:, 0], o[:, 1], words[some]]))
        a, b, c, d, e = of(ids).split(BATCH)
        keep = ((of(left) * of(right)).sum(-1) - (base[left] * base[right]).sum(-1)).square().mean()
        loss = (F.relu(0.9 - (a * b).sum(-1)).mean() + OPPOSITE * F.relu(0.9 + (c * d).sum(-1)).mean() + NEAR * keep
                + VALUED * F.softplus(-4 * signs[some] * (e @ axis)).mean() + SMALL * own(ids).square().sum(-1).mean())
        loss.backward()
        for optimiser in optimisers:
            optimiser.step()
    with torch.no_grad():
        return of(torch.arange(len(vectors))).numpy()
