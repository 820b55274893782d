"""The network that tells how a claim stands to a proposition: each word of either sentence, read with its neighbours, is compared
with what the other has for it.

Source: A. Parikh and others, "A Decomposable Attention Model for Natural Language Inference" (2016), made smaller; the
attention is the cosine of fixed vectors. Inference: analyze/relate/pair_network.h.
"""

import copy
import random

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from written import OPPOSE, SUPPORT

HIDDEN, ATTITUDES, LONGEST, LONGEST_CLAIM, SIGNS = 128, 16, 25, 40, 6
SCALE, SIDE_SCALE = 3.0, 2.0
LOST, DROPPED, DROPPED_LATE = 0.1, 0.15, 0.25  # shares of words, of their numbers, and of those behind
SIDE_SUPPORT, SIDE_OPPOSE = 4, 5  # labels of pairs of which nothing but the side is known
BATCH, GROUP, SMOOTHED, RELATED = 128, 8, 0.05, 0.1


def table(matrix):
    return nn.Embedding.from_pretrained(torch.from_numpy(np.vstack([np.zeros((1, matrix.shape[1])), matrix]).astype(np.float32)))


def laid_out(ids):
    """(the words of padded sentences end to end, with a 0 behind each sentence; the sentence of each; where each padded place is)"""
    wide = F.pad(ids, (0, 1))
    kept = wide > 0
    kept[:, 1:] |= wide[:, :-1] > 0
    at = kept.reshape(-1).cumsum(0).view_as(wide) - 1
    words = wide[kept]
    return words, kept.nonzero()[:, 0], torch.where(ids > 0, at[:, :-1], len(words) - 1)


def take(rows, at):
    return rows.index_select(0, at.reshape(-1)).view(*at.shape, rows.shape[1])


def flat(padded, mask):
    return padded.reshape(-1, padded.shape[-1]).index_select(0, mask.reshape(-1).nonzero()[:, 0])


def filled(rows, mask):
    """The contrary of flat()."""
    at = torch.full(mask.shape, len(rows))
    at[mask] = torch.arange(len(rows))
    return take(torch.cat([rows, torch.zeros(1, rows.shape[1])]), at)


class PairNetwork(nn.Module):
    """Words are rows of `vectors` and `sides`, counted from 1; 0 fills up."""

    def __init__(self, vectors, sides, numbers):
        super().__init__()
        self.vectors, self.sides = table(vectors), table(sides)
        self.project = nn.Linear(vectors.shape[1], HIDDEN)
        self.project_sides = nn.Linear(sides.shape[1], HIDDEN, bias=False)
        self.before, self.after = (nn.Linear(HIDDEN, HIDDEN, bias=False) for _ in range(2))
        self.here = nn.Linear(HIDDEN, HIDDEN)
        self.sharpness = nn.Parameter(torch.tensor(5.0))
        self.compare = nn.Linear(3 * HIDDEN + SIGNS, HIDDEN)
        self.norm = nn.BatchNorm1d(numbers)
        self.attitude = nn.Linear(2 * HIDDEN, ATTITUDES)
        self.hidden = nn.Linear(4 * HIDDEN + 3 * ATTITUDES + numbers, HIDDEN)
        self.out = nn.Linear(HIDDEN, 4)
        self.drop = nn.Dropout(DROPPED_LATE)
        self.noise = 1.0

    def quieten(self, noise):
        """How much is dropped while it trains, in parts of the whole."""
        self.noise, self.drop.p = noise, DROPPED_LATE * noise

    def words(self, ids, owners):
        """Vectors, second vectors and readings of words laid end to end, a 0 behind each sentence; `owners`: the sentence of each."""
        vectors, sides, real = self.vectors(ids) * SCALE, self.sides(ids), (ids > 0)[:, None]
        if self.training:  # words go missing
            kept = torch.rand(len(ids), 1) > LOST * self.noise
            vectors, sides = vectors * kept, sides * kept
        both = torch.cat([vectors, sides * SIDE_SCALE], 1)
        alone = F.softsign(F.linear(both, torch.cat([self.project.weight, self.project_sides.weight], 1), self.project.bias)) * real
        if self.training:
            dropped = DROPPED * self.noise
            alone = alone * ((torch.rand(int(owners[-1]) + 1, HIDDEN) > dropped) / (1 - dropped)).index_select(0, owners)
        before, here, after = F.linear(alone, torch.cat([self.before.weight, self.here.weight, self.after.weight])).split(HIDDEN, 1)
        none = torch.zeros(1, HIDDEN)
        near = here + self.here.bias + torch.cat([none, before[:-1]]) + torch.cat([after[1:], none])
        return vectors, sides, (alone + F.relu(near)) * real

    def compared(self, own, other, mask, other_mask, cosine, side, exact):
        """What goes into the comparison, of the real words alone."""
        cosine = cosine.masked_fill(~other_mask[:, None, :], -1.0)
        side = side.masked_fill(~other_mask[:, None, :], 0.0)
        attention = torch.softmax((self.sharpness * cosine).masked_fill(~other_mask[:, None, :], -1e4), -1)
        signs = torch.stack([cosine.amax(-1), exact, (attention * side).sum(-1), F.relu(side.amax(-1)), -F.relu(-side.amin(-1)),
                             (side * F.relu(cosine)).sum(-1)], -1)
        own, aligned, signs = (flat(x, mask) for x in (own, attention @ other, signs))
        return torch.cat([own, aligned, own * aligned, signs], 1)

    def attitudes(self, own, root):
        """What a sentence says by itself, whatever the other one: two that go the same way have the same signs."""
        return F.softsign(self.attitude(torch.cat([own.sum(1) / root, F.relu(own.amax(1))], -1)))

    def forward(self, p, c, numbers):
        (words_p, owners_p, p_at), (words_c, owners_c, c_at) = laid_out(p), laid_out(c)
        c_at, owners_c = c_at + len(words_p), owners_c + len(p)
        mask_p, mask_c = p > 0, c > 0
        found = self.words(torch.cat([words_p, words_c]), torch.cat([owners_p, owners_c]))
        (vectors_p, sides_p, own_p), (vectors_c, sides_c, own_c) = ([take(x, at) for x in found] for at in (p_at, c_at))
        cosine = torch.bmm(vectors_p, vectors_c.transpose(1, 2)) / SCALE ** 2
        side = torch.bmm(sides_p, sides_c.transpose(1, 2))
        same = (p[:, :, None] == c[:, None, :]) & mask_p[:, :, None]
        of_p = self.compared(own_p, own_c, mask_p, mask_c, cosine, side, same.any(2).float())
        of_c = self.compared(own_c, own_p, mask_c, mask_p, cosine.transpose(1, 2), side.transpose(1, 2), same.any(1).float())
        read = F.relu(self.compare(torch.cat([of_p, of_c])))
        read_p, read_c = filled(read[:len(of_p)], mask_p), filled(read[len(of_p):], mask_c)
        root_p, root_c = (mask.sum(1, keepdim=True).clamp(min=1).sqrt() for mask in (mask_p, mask_c))
        attitude_p, attitude_c = self.attitudes(own_p, root_p), self.attitudes(own_c, root_c)
        read = torch.cat([read_p.sum(1) / root_p, read_p.amax(1), read_c.sum(1) / root_c, read_c.amax(1), attitude_p, attitude_c,
                          attitude_p * attitude_c, self.norm(numbers)], -1)
        return self.out(self.drop(F.relu(self.hidden(self.drop(read)))))


class Pairs:
    """p, c: rows of words, counted from 1; x: numbers; y: labels."""

    def __init__(self, p, c, x, y):
        self.c_length = np.array([len(t) for t in c])
        self.p_length = np.array([len(t) for t in p])
        self.p, self.c = self._filled(p, LONGEST), self._filled(c, LONGEST_CLAIM)
        self.x, self.y = np.asarray(x, np.float32), np.asarray(y, np.int64)

    @staticmethod
    def _filled(texts, longest):
        out = np.zeros((len(texts), longest), np.int64)
        for i, text in enumerate(texts):
            out[i, :len(text)] = text
        return out

    def __len__(self):
        return len(self.y)

    def batch(self, chosen):
        p, c = self.p[chosen, :self.p_length[chosen].max()], self.c[chosen, :self.c_length[chosen].max()]
        return torch.from_numpy(p), torch.from_numpy(c), torch.from_numpy(self.x[chosen])


def joined(parts):
    out = copy.copy(parts[0])
    for name in ("p", "c", "x", "y", "p_length", "c_length"):
        setattr(out, name, np.concatenate([getattr(part, name) for part in parts]))
    return out


def score(network, pairs):
    """[pairs, 4] before the softmax."""
    network.eval()
    out = np.zeros((len(pairs), 4), np.float32)
    order = np.argsort(pairs.c_length, kind="stable")
    with torch.no_grad():
        for i in range(0, len(order), 256):
            out[order[i:i + 256]] = network(*pairs.batch(order[i:i + 256])).numpy()
    return out


def loss_of(out, y):
    """Of pairs with one of four relations; and of those with a side, which are taken to be related, weakly."""
    four = y < 4
    total = torch.zeros(())
    if four.any():
        total = total + F.cross_entropy(out[four], y[four], reduction="sum", label_smoothing=SMOOTHED)
    sided = out[~four]
    if len(sided):
        sign = torch.where(y[~four] == SIDE_SUPPORT, 1.0, -1.0)
        related = torch.logsumexp(F.log_softmax(sided, -1)[:, [SUPPORT, OPPOSE]], -1)
        total = total + (F.softplus(-sign * (sided[:, SUPPORT] - sided[:, OPPOSE])) - RELATED * related).sum()
    return total / len(y)


class Sampler:
    """Indices into the joined parts, each part by its share."""

    def __init__(self, parts, rng):
        self.begins = np.cumsum([0] + [len(pairs) for pairs, _ in parts])
        total = sum(share for _, share in parts)
        self.counts = [round(BATCH * GROUP * share / total) for _, share in parts]
        self.rng, self.orders = rng, [np.zeros(0, np.int64) for _ in parts]

    def draw(self):
        drawn = []
        for i, count in enumerate(self.counts):
            while len(self.orders[i]) < count:
                fresh = self.rng.permutation(self.begins[i + 1] - self.begins[i]) + self.begins[i]
                self.orders[i] = np.concatenate([self.orders[i], fresh])
            drawn.append(self.orders[i][:count])
            self.orders[i] = self.orders[i][count:]
        return np.concatenate(drawn)


def train(network, parts, steps, rate, seed, slope=None, report=None):
    """parts: [(Pairs, share of the batches)]. The rate would reach nothing after `slope` steps, or `steps`. The running mean of the weights, which is far steadier than the last ones."""
    rng, shuffler = np.random.default_rng(seed), random.Random(seed)
    everything, sampler = joined([pairs for pairs, _ in parts]), Sampler(parts, rng)
    mean = copy.deepcopy(network)
    learnt = [n for n, q in network.named_parameters() if q.requires_grad] + ["norm.running_mean", "norm.running_var"]
    optimiser = torch.optim.Adam([q for q in network.parameters() if q.requires_grad], rate, weight_decay=1e-5, fused=True)
    step = 0
    while step < steps:
        drawn = sampler.draw()
        drawn = drawn[np.argsort(everything.c_length[drawn], kind="stable")]
        batches = [drawn[i:i + BATCH] for i in range(0, len(drawn), BATCH)]
        shuffler.shuffle(batches)
        for chosen in batches:
            if len(chosen) < 8:
                continue
            network.train()
            optimiser.param_groups[0]["lr"] = rate * max(0.02, 1 - step / (slope or steps))
            loss = loss_of(network(*everything.batch(chosen)), torch.from_numpy(everything.y[chosen]))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
            decay = min(0.997, step / (step + 10))
            with torch.no_grad():
                new, old = network.state_dict(), mean.state_dict()
                for name in learnt:
                    old[name].mul_(decay).add_(new[name], alpha=1 - decay)
            if report and step % 500 == 0:
                report(step, mean)
            if step == steps:
                break
    return mean
