"""The network: word features, two layers that read forwards and two that read backwards, two that mix them, and heads.

Shapes: B sentences, T words of the longest, D = WIDTH.
"""

import torch
from torch import nn
from torch.nn import functional

from features import HASHED_ROWS
from sru import Sru, half

WIDTH = 192  # of a word's vector and of a reading layer
MIX = (192, 128)  # of each direction of the mixing layers
HIDDEN = 384  # of the word block


class Words(nn.Module):
    """A word's vector from its features alone, so that it can be kept for the words that come often."""

    def __init__(self, vocabulary):
        super().__init__()
        self.form = nn.Embedding(vocabulary, WIDTH, sparse=True)
        self.hashed = nn.EmbeddingBag(HASHED_ROWS, WIDTH, mode="sum", sparse=True)
        nn.init.normal_(self.form.weight, std=0.2)
        nn.init.normal_(self.hashed.weight, std=0.1)
        self.before = nn.LayerNorm(WIDTH)
        self.up = nn.Linear(WIDTH, HIDDEN)
        self.down = nn.Linear(HIDDEN, WIDTH)
        self.after = nn.LayerNorm(WIDTH)

    def forward(self, words, rows, keep=None):
        """words [N], rows [N, FEATURES]; keep [N, 1], 0 where the form is to be hidden. Returns [N, D]."""
        form = self.form(words)
        if keep is not None:
            form = form * keep + self.form(torch.zeros(1, dtype=torch.long)) * (1 - keep)
        x = self.before(form + self.hashed(rows))
        y = half(functional.relu(half(x, self.up.weight, self.up.bias)), self.down.weight, self.down.bias)
        return self.after(x + y)


class Readers(nn.Module):
    """Two layers in each direction that do not see each other, so that they can learn to guess the next word."""

    def __init__(self):
        super().__init__()
        self.forwards = nn.ModuleList([Sru(WIDTH, WIDTH, False) for _ in range(2)])
        self.backwards = nn.ModuleList([Sru(WIDTH, WIDTH, True) for _ in range(2)])

    def forward(self, x, lengths, drop=lambda y: y):
        """[B, T, D] to [B, T, D] of each direction."""
        f, b = x, x
        for ahead, back in zip(self.forwards, self.backwards):
            f, b = drop(ahead(f, lengths)), drop(back(b, lengths))
        return f, b


class Guess(nn.Module):
    """A word from what stands before and after it, among sampled candidates."""

    def __init__(self, vocabulary):
        super().__init__()
        self.left = nn.Linear(WIDTH, WIDTH)
        self.right = nn.Linear(WIDTH, WIDTH, bias=False)
        self.norm = nn.LayerNorm(WIDTH)
        self.out = nn.Embedding(vocabulary, WIDTH, sparse=True)
        self.bias = nn.Embedding(vocabulary, 1, sparse=True)
        nn.init.normal_(self.out.weight, std=0.05)
        nn.init.zeros_(self.bias.weight)

    def forward(self, f, b, targets, present, sampled, log_expected):
        """f, b [B, T, D]; targets, present [B, T]; sampled [S]; log_expected [V]. Returns the mean loss, and the share of the first words guessed right."""
        f = functional.pad(f, (0, 0, 1, 0))[:, :-1]
        b = functional.pad(b, (0, 0, 0, 1))[:, 1:]
        f, b, targets = f[present], b[present], targets[present]
        q = self.norm(functional.relu(half(f, self.left.weight, self.left.bias) + half(b, self.right.weight)))
        right = (q * self.out(targets)).sum(-1) + self.bias(targets).squeeze(-1) - log_expected[targets]
        wrong = half(q, self.out(sampled)) + (self.bias(sampled).squeeze(-1) - log_expected[sampled])
        wrong = wrong.masked_fill(targets[:, None] == sampled[None, :], -1e9)
        loss = functional.cross_entropy(torch.cat([right[:, None], wrong], 1), torch.zeros(len(q), dtype=torch.long))
        with torch.no_grad():
            share = (right[:256] > wrong[:256].max(-1).values).float().mean()
        return loss, share


class Heads(nn.Module):
    """From the state of each word: its tags, its head and relation, its part in a name.

    score(dependent i, head j) = (arc_bilinear relu(arc_dependent s_i) + arc_prior) . relu(arc_head s_j) + distance[j - i, clipped]
    relation(i, j) = relation_out relu(relation_dependent s_i + relation_head s_j + bias)

    The root is head number 0 with vectors of its own. Source of the arcs: Dozat and Manning, "Deep Biaffine Attention for Neural
    Dependency Parsing", ICLR 2017; of the relations: Kiperwasser and Goldberg, TACL 2016.
    """

    TAG, ENTITY, FAR = 128, 64, 32

    def __init__(self, upos, xpos, feats, relations, entities, state, arc, relation):
        """state, arc, relation: the widths of a word's state and of what arcs and relations are scored by."""
        super().__init__()
        self.tag = nn.Linear(state, self.TAG)
        self.upos, self.xpos, self.feats = (nn.Linear(self.TAG, n) for n in (upos, xpos, feats))
        self.arc_dependent, self.arc_head = nn.Linear(state, arc), nn.Linear(state, arc)
        self.arc_bilinear = nn.Linear(arc, arc)  # its bias is arc_prior
        self.arc_root = nn.Parameter(torch.randn(arc) * 0.1)
        self.distance = nn.Parameter(torch.zeros(2 * self.FAR + 1))
        self.root_distance = nn.Parameter(torch.zeros(1))
        self.relation_dependent = nn.Linear(state, relation)
        self.relation_head = nn.Linear(state, relation, bias=False)
        self.relation_root = nn.Parameter(torch.randn(relation) * 0.1)
        self.relation_out = nn.Linear(relation, relations)
        self.entity = nn.Linear(state, self.ENTITY)
        self.entity_out = nn.Linear(self.ENTITY, entities)

    def tags(self, s, drop):
        t = drop(functional.relu(half(s, self.tag.weight, self.tag.bias)))
        return [half(t, m.weight, m.bias) for m in (self.upos, self.xpos, self.feats)]

    def names(self, s, drop, convention=None):
        """convention [B, labels, ENTITY + 1]: what a sentence's set adds to the last layer, and to its bias."""
        e = drop(functional.relu(half(s, self.entity.weight, self.entity.bias)))
        scores = half(e, self.entity_out.weight, self.entity_out.bias)
        if convention is not None:
            scores = scores + torch.bmm(e, convention[..., :-1].transpose(1, 2)) + convention[:, None, :, -1]
        return scores

    def arcs(self, s, drop):
        """[B, T, 2 MIX[-1]] to scores [B, T, T + 1]; column 0 is the root."""
        dependent = drop(functional.relu(half(s, self.arc_dependent.weight, self.arc_dependent.bias)))
        head = drop(functional.relu(half(s, self.arc_head.weight, self.arc_head.bias)))
        head = torch.cat([self.arc_root.expand(len(s), 1, -1), head], 1)
        query = half(dependent, self.arc_bilinear.weight, self.arc_bilinear.bias)
        steps = torch.arange(s.shape[1])
        near = self.distance[(steps[None, :] - steps[:, None]).clamp(-self.FAR, self.FAR) + self.FAR]
        near = torch.cat([self.root_distance.expand(len(steps), 1), near], 1)
        return torch.bmm(query, head.transpose(1, 2)) + near

    def relations(self, s, heads, drop):
        """heads [B, T], 0 for the root, else the position of the head and 1. Returns [B, T, relations]."""
        h = half(s, self.relation_head.weight)
        h = torch.cat([self.relation_root.expand(len(s), 1, -1), h], 1)
        h = torch.gather(h, 1, heads[..., None].expand(-1, -1, h.shape[-1]))
        r = drop(functional.relu(half(s, self.relation_dependent.weight, self.relation_dependent.bias) + h))
        return half(r, self.relation_out.weight, self.relation_out.bias)


class Conventions(nn.Module):
    """How sets of names differ from the first of them, in the last layer of the names' head; learnt beside it and not shipped."""

    def __init__(self, sets, labels):
        super().__init__()
        self.others = nn.Parameter(torch.zeros(sets - 1, labels, Heads.ENTITY + 1))

    def forward(self, sets):
        """sets [B]. Returns [B, labels, ENTITY + 1], zero for the first set."""
        return torch.cat([torch.zeros_like(self.others[:1]), self.others])[sets]


class Network(nn.Module):
    def __init__(self, vocabulary, upos, xpos, feats, relations, entities, mix=None, arc=128, relation=128):
        """mix: of each direction of the mixing layers, MIX if not said."""
        super().__init__()
        mix = mix or MIX
        self.embed, self.readers = Words(vocabulary), Readers()
        inputs = (2 * WIDTH, *(2 * m for m in mix))
        self.mix = nn.ModuleList([Sru(i, m, reverse) for i, m in zip(inputs, mix) for reverse in (False, True)])
        self.heads = Heads(upos, xpos, feats, relations, entities, 2 * mix[-1], arc, relation)

    def states(self, words, rows, where, lengths, drop=lambda y: y, keep=None):
        """words [N], rows [N, FEATURES]: the distinct forms; where [B, T]: which form each word has. Returns [B, T, twice the last layer's width]."""
        x = drop(self.embed(words, rows, keep)[where])
        f, b = self.readers(x, lengths, drop)
        m = torch.cat([f, b], -1)
        for ahead, back in zip(self.mix[::2], self.mix[1::2]):
            m = drop(torch.cat([ahead(m, lengths), back(m, lengths)], -1))
        return m
