"""Stage 3: the whole network learns tags, trees and names from the treebanks. Resumable from train.pt; the result is trained.pt.

Teachers of the network that ships (distil.py) are trained by the same, each in a folder of its own.
"""

import dataclasses
import json
import random
import time
from collections import Counter

import numpy as np
import torch
from torch.nn import functional

import names
import prepare
from average import Average
from examples import UNKNOWN, Treebanks, batches, padded
from network import Conventions, Network

BATCH = 1000  # words
NAME_BATCH = 260
CHECKPOINT_SECONDS = 400
LOOKS = 4  # epochs from one look at the development set to the next
CLIP = 2.0  # of the gradient's norm
PARTS = ("network", "conventions", "dense", "sparse")  # of a checkpoint
WILD = 100.0  # a step with a gradient beyond it, or none that is a number, is left out


@dataclasses.dataclass
class Settings:
    # Epochs, share of the rates, dropout. A cycle begins with what the one before left.
    cycles: tuple = ((18, 1.0, 0.25), (10, 0.5, 0.15), (12, 0.5, 0.15))
    seed: int = 5
    sizes: dict = dataclasses.field(default_factory=dict)  # of the network, where they are not those of the one that ships
    rate: float = 2e-3  # of what is new
    reader_rate: float = 1e-3  # of what was pretrained
    word_rate: float = 5e-4
    hide: float = 0.25  # a form seen n times is hidden with probability hide / (hide + n), at least 2 in 100 and at most 50
    name_weight: float = 1.0
    other_names: float = 0.4  # the weight of the sets with names alone
    renamed: float = 0.33  # in so many sentences with persons these have invented names
    lower: float = 0.05  # so many sentences of the treebanks are read in lower case,
    lower_names: float = 0.2  # and so many of the sets with names alone


class Training:
    def __init__(self, data, work, settings, results=None, unlabelled=()):
        """work: what the stages before left; results: a folder for this one's files, if not there too."""
        self.work, self.results, self.settings = work, results or work, settings
        vocabulary = prepare.vocabulary(work)
        self.banks = Treebanks(data, vocabulary, unlabelled)
        sizes = [len(self.banks.labels[k].values) for k in ("upos", "xpos", "feats", "deprel", "names")]
        torch.manual_seed(settings.seed)
        self.network = Network(len(vocabulary), *sizes, **settings.sizes)
        self.conventions = Conventions(len(names.CONVENTIONS), len(names.LABELS))
        counts = np.zeros(len(vocabulary))
        for word, n in self.banks.counts.items():
            counts[word] = n
        self.hide = torch.from_numpy(np.clip(settings.hide / (settings.hide + counts), 0.02, 0.5)).float()
        self.begin()

    def start(self, cycle):
        """Optimizers and average of a cycle."""
        self.cycle, (self.epochs, self.share, self.dropout) = cycle, self.settings.cycles[cycle]
        n, settings = self.network, self.settings
        sparse = [n.embed.form.weight, n.embed.hashed.weight]
        pretrained = [p for m in (n.embed, n.readers) for p in m.parameters() if not any(p is s for s in sparse)]
        new = [p for m in (n.mix, n.heads, self.conventions) for p in m.parameters()]
        self.dense = torch.optim.Adam(
            [{"params": new, "full": settings.rate}, {"params": pretrained, "full": settings.reader_rate}], betas=(0.9, 0.98), eps=1e-8
        )
        self.sparse = torch.optim.SparseAdam(sparse, lr=settings.word_rate)
        self.sparse.param_groups[0]["full"] = settings.word_rate
        self.average = Average(self.network)

    def begin(self):
        for name in ("pretrained.pt", "pretrain.pt"):
            path = self.work / name
            if path.exists():
                state = torch.load(path)
                self.network.embed.load_state_dict(state["embed"])
                self.network.readers.load_state_dict(state["readers"])
                return

    def forms(self, example, lower):
        """The numbers of the words' forms as training reads them."""
        low = self.chance.random() < lower
        types = example.lower if low else example.types
        if example.persons and self.chance.random() < self.settings.renamed:
            return self.banks.persons.renamed(example, types, low, self.chance)
        return types

    def name_scores(self, s, drop, group):
        return self.network.heads.names(s, drop, self.conventions(torch.tensor([e.convention for e in group])))

    def states(self, group, learn, lower=0.0):
        types = padded([self.forms(e, lower) if learn else e.types for e in group], 0)
        kinds, where = torch.unique(types, return_inverse=True)
        lengths = torch.tensor([len(e) for e in group])
        words = self.banks.words[kinds]
        keep = (torch.rand(len(words)) >= self.hide[words]).float()[:, None] if learn else None
        drop = self.drop if learn else (lambda y: y)
        return self.network.states(words, self.banks.rows[kinds], where, lengths, drop, keep), lengths, drop

    def drop(self, y):
        """The same places of a vector for all words of a sentence."""
        mask = torch.rand(y.shape[0], 1, y.shape[-1]) if y.dim() == 3 else torch.rand(y.shape)
        return y * ((mask >= self.dropout).float() / (1 - self.dropout))

    def tree_loss(self, group):
        s, lengths, drop = self.states(group, True, self.settings.lower)
        heads = self.network.heads
        inside = torch.arange(s.shape[1])[None] < lengths[:, None]
        gold = padded([e.heads for e in group], UNKNOWN)
        arcs = heads.arcs(s, drop)
        shut = torch.cat([torch.zeros(len(s), 1, dtype=torch.bool), ~inside], 1)
        arcs = arcs.masked_fill(shut[:, None, :], -1e9)
        loss = functional.cross_entropy(arcs[inside], gold[inside])
        relations = heads.relations(s, gold.clamp(min=0), drop)
        loss = loss + functional.cross_entropy(relations[inside], padded([e.relations for e in group], UNKNOWN)[inside], ignore_index=UNKNOWN)
        for scores, field in zip(heads.tags(s, drop), ("upos", "xpos", "feats")):
            loss = loss + functional.cross_entropy(scores[inside], padded([getattr(e, field) for e in group], UNKNOWN)[inside])
        tags = padded([e.names for e in group], UNKNOWN)
        scores = self.name_scores(s, drop, group)
        return loss + self.settings.name_weight * functional.cross_entropy(scores[inside], tags[inside])

    def name_loss(self, group):
        s, _, drop = self.states(group, True, self.settings.lower_names)
        tags = padded([e.names for e in group], UNKNOWN)
        scores = self.name_scores(s, drop, group)
        return self.settings.other_names * functional.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=UNKNOWN)

    def loss(self, group, named):
        return self.tree_loss(group) + self.name_loss(named)

    def evaluate(self, dev, named):
        """Greedy heads, before any tree is enforced: the final figures come from bench/language."""
        count = Counter()
        with torch.no_grad():
            for group in batches(dev, 6000):
                s, lengths, drop = self.states(group, False)
                heads = self.network.heads
                arcs = heads.arcs(s, drop)
                inside = torch.arange(s.shape[1])[None] < lengths[:, None]
                shut = torch.cat([torch.zeros(len(s), 1, dtype=torch.bool), ~inside], 1)
                best = arcs.masked_fill(shut[:, None, :], -1e9).argmax(-1)
                relations = heads.relations(s, best, drop).argmax(-1)
                right = (best == padded([e.heads for e in group], UNKNOWN)) & inside
                values = [v.split(":")[0] for v in self.banks.labels["deprel"].values]
                plain = torch.tensor([values.index(v) for v in values] + [-1])
                gold = padded([e.relations for e in group], UNKNOWN)
                labelled = right & (plain[relations] == plain[torch.where(gold < 0, torch.full_like(gold, -1), gold)])
                count["words"] += int(inside.sum())
                count["UAS"] += int(right.sum())
                count["LAS"] += int(labelled.sum())
                for scores, field in zip(heads.tags(s, drop), ("upos", "xpos", "feats")):
                    count[field] += int(((scores.argmax(-1) == padded([getattr(e, field) for e in group], UNKNOWN)) & inside).sum())
            found = gold_spans = both = 0
            for group in batches(named, 6000) if named else ():
                s, _, drop = self.states(group, False)
                best = self.network.heads.names(s, drop).argmax(-1)
                for e, row in zip(group, best.tolist()):
                    a, b = spans(row[: len(e)]), spans(e.names.tolist())
                    found, gold_spans, both = found + len(a), gold_spans + len(b), both + len(a & b)
        scores = {k: round(100 * count[k] / count["words"], 2) for k in ("upos", "xpos", "feats", "UAS", "LAS")}
        if named:
            scores["entities"] = round(200 * both / max(1, found + gold_spans), 2)
        return scores

    def step(self, group, named, at):
        """`at`: the share of the cycle's steps that is done. Returns the loss, and whether the step was left out."""
        scale = self.share * min(1.0, at * self.epochs) * (1 - at) + 1e-4
        for optimizer in (self.dense, self.sparse):
            for g in optimizer.param_groups:
                g["lr"] = g["full"] * scale
            optimizer.zero_grad()
        loss = self.loss(group, named)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_([p for g in self.dense.param_groups for p in g["params"]], CLIP).item()
        if norm < WILD:
            self.dense.step()
            self.sparse.step()
        return loss.item(), not norm < WILD

    def epoch(self, epoch):
        seed = self.settings.seed * 1000 + 100 * self.cycle + epoch
        generator = np.random.default_rng(seed)
        torch.manual_seed(seed)
        self.chance = random.Random(seed)
        groups = batches(self.banks.train, BATCH, generator)
        extra = batches(self.banks.named, NAME_BATCH, generator)
        losses, skipped, began = 0.0, 0, time.monotonic()
        for i, group in enumerate(groups):
            loss, left_out = self.step(group, extra[i % len(extra)], (epoch + i / len(groups)) / self.epochs)
            self.average.follow(i)
            losses, skipped = losses + loss, skipped + left_out
        took = time.monotonic() - began
        print(f"train {self.cycle + 1}: {epoch + 1}/{self.epochs} loss {losses / len(groups):.4f} {skipped} skipped {took:.0f} s", flush=True)
        if epoch % LOOKS == LOOKS - 1:
            with self.average.applied():
                print(json.dumps(self.evaluate(self.banks.dev, self.banks.named_dev)), flush=True)

    def saved(self, epoch):
        parts = {k: getattr(self, k).state_dict() for k in PARTS}
        return {**parts, "average": self.average.state(), "cycle": self.cycle, "epoch": epoch}

    def resume(self, state):
        for k in PARTS:
            getattr(self, k).load_state_dict(state[k])
        self.average.load(state["average"])
        return state["epoch"]

    def run_cycle(self, cycle):
        """Leaves the network with the averaged weights."""
        path, result, first = self.results / "train.pt", self.results / f"cycle{cycle}.pt", 0
        self.start(cycle)
        if result.exists():
            self.network.load_state_dict(torch.load(result))
            return
        if path.exists():
            state = torch.load(path, weights_only=False)
            first = self.resume(state) if state["cycle"] == cycle else 0
        kept = time.monotonic()
        for epoch in range(first, self.epochs):
            self.epoch(epoch)
            if time.monotonic() - kept > CHECKPOINT_SECONDS:
                torch.save(self.saved(epoch + 1), path.with_suffix(".part"))
                path.with_suffix(".part").rename(path)
                kept = time.monotonic()
        self.network.load_state_dict(self.average.weights)
        torch.save(self.average.weights, result)

    def run(self):
        for cycle in range(len(self.settings.cycles)):
            self.run_cycle(cycle)
        scores = {"ewt_dev": self.evaluate(self.banks.dev, self.banks.named_dev), "gum_dev": self.evaluate(self.banks.gum_dev, None)}
        print(json.dumps(scores), flush=True)
        labels = {k: v.values for k, v in self.banks.labels.items()}
        result = {"network": self.network.state_dict(), "labels": labels, "scores": scores, "settings": vars(self.settings)}
        torch.save(result, self.results / "trained.pt")
        return scores


def spans(tags):
    """The spans that a row of label numbers stands for; badly formed ones end where they break."""
    out, start, kind = set(), None, None
    for i, t in enumerate([*tags, 0]):
        label = names.LABELS[t]
        if label[0] == "S":
            out.add((i, i + 1, label[2:]))
            start = None
        elif label[0] == "B":
            start, kind = i, label[2:]
        elif label[0] == "E" and start is not None and label[2:] == kind:
            out.add((start, i + 1, kind))
            start = None
        elif label[0] == "O":
            start = None
    return out


def run(data, work, settings=None, results=None):
    """results: a folder for the files, if not the work folder."""
    results = results or work
    results.mkdir(exist_ok=True)
    if not (results / "trained.pt").exists():
        Training(data, work, settings or Settings(), results).run()
