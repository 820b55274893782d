"""The network that tells the side of a claim: each word of either sentence is compared with what the other has for it.

Source: A. Parikh and others, "A Decomposable Attention Model for Natural Language Inference" (2016), made smaller; the
attention is the cosine of fixed vectors. Inference: analyze/relate/pair_network.h.
"""

import copy
import random

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

HIDDEN, LONGEST, SCALE = 48, 25, 3.0
LONGEST_CLAIM = 40


class PairNetwork(nn.Module):
    def __init__(self, vectors, features):
        super().__init__()
        padded = np.vstack([np.zeros((1, vectors.shape[1])), vectors * SCALE]).astype(np.float32)
        self.vectors = nn.Embedding.from_pretrained(torch.from_numpy(padded), freeze=True, padding_idx=0)
        self.project = nn.Linear(vectors.shape[1], HIDDEN)
        self.sharpness = nn.Parameter(torch.tensor(5.0))
        self.compare = nn.Linear(4 * HIDDEN + 2, HIDDEN)
        self.norm = nn.BatchNorm1d(features)
        self.hidden = nn.Linear(4 * HIDDEN + features, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(0.3)

    def read(self, own, other, mask, other_mask, attention, exact):
        attention = attention.masked_fill(~other_mask[:, None, :], -1e4)
        aligned = torch.softmax(attention, -1) @ other
        pieces = self.drop(torch.cat([own, aligned, own * aligned, own - aligned], -1))
        best = attention.max(-1).values / 5
        compared = F.relu(self.compare(torch.cat([pieces, best[..., None], exact[..., None]], -1))) * mask[..., None]
        return torch.cat([compared.sum(1) / mask.sum(1, keepdim=True).clamp(min=1).sqrt(), compared.max(1).values], -1)

    def forward(self, p, c, features):
        mask_p, mask_c = p > 0, c > 0
        vectors_p, vectors_c = self.vectors(p), self.vectors(c)
        if self.training:  # words go missing
            vectors_p = vectors_p * (torch.rand(p.shape + (1,)) > 0.1)
            vectors_c = vectors_c * (torch.rand(c.shape + (1,)) > 0.1)
        cosine = torch.bmm(F.normalize(vectors_p, dim=-1), F.normalize(vectors_c, dim=-1).transpose(1, 2))
        attention = self.sharpness * cosine
        own_p, own_c = torch.tanh(self.project(vectors_p)), torch.tanh(self.project(vectors_c))
        same = p[:, :, None] == c[:, None, :]
        read_p = self.read(own_p, own_c, mask_p, mask_c, attention, same.any(2).float() * mask_p)
        read_c = self.read(own_c, own_p, mask_c, mask_p, attention.transpose(1, 2), same.any(1).float() * mask_c)
        together = torch.cat([read_p, read_c, self.norm(features)], -1)
        return self.out(self.drop(F.relu(self.hidden(self.drop(together))))).squeeze(-1)


def padded(texts, longest):
    width = min(longest, max(1, max(len(t) for t in texts)))
    out = np.zeros((len(texts), width), dtype=np.int64)
    for i, text in enumerate(texts):
        out[i, :len(text[:width])] = text[:width]
    return torch.from_numpy(out)


def score(network, p, c, x):
    network.eval()
    out = []
    with torch.no_grad():
        for i in range(0, len(p), 256):
            out.append(network(padded(p[i:i + 256], LONGEST), padded(c[i:i + 256], LONGEST_CLAIM),
                               torch.tensor(x[i:i + 256], dtype=torch.float32)).numpy())
    return np.concatenate(out)


def train(vectors, p, c, x, y, weight, epochs, rate=1.5e-3, batch=64, seed=7, report=None):
    """The running mean of the weights, which is far steadier than the last ones."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng, shuffler = np.random.default_rng(seed), random.Random(seed)
    network = PairNetwork(vectors, x.shape[1])
    mean = copy.deepcopy(network)
    learnt = [n for n, q in network.named_parameters() if q.requires_grad]
    optimiser = torch.optim.Adam([q for q in network.parameters() if q.requires_grad], rate, weight_decay=1e-5)
    steps, step = epochs * (len(p) // batch), 0
    for epoch in range(epochs):
        network.train()
        order = rng.permutation(len(p))
        for begin in range(0, len(p), batch * 20):
            group = sorted(order[begin:begin + batch * 20], key=lambda i: len(c[i]))
            batches = [group[i:i + batch] for i in range(0, len(group), batch)]
            shuffler.shuffle(batches)
            for chosen in batches:
                if len(chosen) < 2:
                    continue
                optimiser.param_groups[0]["lr"] = rate * max(0.05, 1 - step / steps)
                out = network(padded([p[i] for i in chosen], LONGEST), padded([c[i] for i in chosen], LONGEST_CLAIM),
                              torch.tensor(x[chosen], dtype=torch.float32))
                loss = F.binary_cross_entropy_with_logits(out, torch.tensor(y[chosen], dtype=torch.float32),
                                                          weight=torch.tensor(weight[chosen], dtype=torch.float32))
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                step += 1
                decay = min(0.997, step / (step + 10))
                with torch.no_grad():
                    new, old = network.state_dict(), mean.state_dict()
                    for name in learnt + ["norm.running_mean", "norm.running_var"]:
                        old[name].mul_(decay).add_(new[name], alpha=1 - decay)
        if report:
            report(epoch, mean)
    return mean
