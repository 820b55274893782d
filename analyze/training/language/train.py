"""Stage 3: the whole network learns tags, trees and names from the treebanks. Resumable from train.pt; the result is trained.pt."""

import json
import pathlib
import time
from collections import Counter
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

import conllu
import names
import prepare
from features import TypeTable
from network import Network

SEED = 5
BATCH = 1000  # words
NAME_BATCH = 300
CHECKPOINT_SECONDS = 150
CLIP = 2.0  # of the gradient's norm
WILD = 100.0  # a step with a gradient beyond it, or none that is a number, is left out


@dataclass
class Settings:
    epochs: int = 13
    rate: float = 2e-3  # of what is new
    reader_rate: float = 1e-3  # of what was pretrained
    word_rate: float = 5e-4
    drop: float = 0.2
    hide: float = 0.25  # a form seen n times is hidden with probability hide / (hide + n) and at least 2 in 100
    name_weight: float = 0.7
    lower: float = 0.05  # so many sentences of the treebanks are read in lower case,
    lower_names: float = 0.2  # and so many of the sets with names alone


class Labels:
    def __init__(self, values):
        self.values = list(values)
        self.index = {v: i for i, v in enumerate(self.values)}

    def id(self, value):
        return self.index.get(value, -100)  # what training did not have is not learnt from


class Example:
    __slots__ = ("types", "lower", "upos", "xpos", "feats", "heads", "relations", "names", "forms")

    def __len__(self):
        return len(self.types)


class Treebanks:
    """Sentences as numbers. `labels`: upos, xpos, feats, relations, names; `kinds`: every form that occurs."""

    def __init__(self, data, vocabulary):
        data = pathlib.Path(data)
        ewt = list(conllu.read(data / "ud-ewt" / "train.conllu"))
        gum = list(conllu.gum(data / "ud-gum" / "train.conllu"))
        self.kinds = TypeTable(vocabulary)
        self.labels = {"upos": Labels(UPOS), "names": Labels(names.LABELS)}
        for field in ("xpos", "feats", "deprel"):
            counted = Counter(getattr(w, field) for s in ewt + gum for w in s.words)
            self.labels[field] = Labels(sorted(v for v, n in counted.items() if n >= 2))
        self.train = [self.example(s) for s in ewt] + [self.example(s, names.labels(len(s.words), names.gum_spans(s))) for s in gum]
        self.counts = Counter(int(self.kinds.words[t]) for e in self.train for t in e.types)
        self.named = [self.words_only(w, t) for w, t in names.training_sets(data)]
        self.dev = [self.example(s) for s in conllu.read(data / "ud-ewt" / "dev.conllu")]
        self.gum_dev = [self.example(s) for s in conllu.gum(data / "ud-gum" / "dev.conllu")]
        self.named_dev = [self.words_only(w, names.labels(len(w), s)) for w, s in names.read_bio(data / "ner" / "uner-ewt.dev.bio")]
        words, rows = self.kinds.arrays()
        self.words, self.rows = torch.from_numpy(words), torch.from_numpy(rows)

    def words_only(self, forms, tags):
        e = Example()
        e.forms = forms
        e.types = np.array([self.kinds.id(w) for w in forms])
        e.lower = np.array([self.kinds.id(w.lower()) for w in forms])
        e.names = np.array([self.labels["names"].id(t) for t in tags])
        return e

    def example(self, sentence, tags=None):
        e = self.words_only([w.form for w in sentence.words], tags or [""] * len(sentence.words))
        for field in ("upos", "xpos", "feats"):
            setattr(e, field, np.array([self.labels[field].id(getattr(w, field)) for w in sentence.words]))
        e.heads = np.array([w.head for w in sentence.words])
        e.relations = np.array([self.labels["deprel"].id(w.deprel) for w in sentence.words])
        return e


UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()


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


class Training:
    def __init__(self, data, work, settings):
        self.work, self.settings = work, settings
        vocabulary = prepare.vocabulary(work)
        self.banks = Treebanks(data, vocabulary)
        sizes = [len(self.banks.labels[k].values) for k in ("upos", "xpos", "feats", "deprel", "names")]
        torch.manual_seed(SEED)
        self.network = Network(len(vocabulary), *sizes)
        counts = np.zeros(len(vocabulary))
        for word, n in self.banks.counts.items():
            counts[word] = n
        self.hide = torch.from_numpy(np.maximum(settings.hide / (settings.hide + counts), 0.02)).float()
        n = self.network
        sparse = [n.embed.form.weight, n.embed.hashed.weight]
        pretrained = [p for m in (n.embed, n.readers) for p in m.parameters() if not any(p is s for s in sparse)]
        new = [p for m in (n.mix, n.heads) for p in m.parameters()]
        self.dense = torch.optim.Adam(
            [{"params": new, "full": settings.rate}, {"params": pretrained, "full": settings.reader_rate}], betas=(0.9, 0.98), eps=1e-8
        )
        self.sparse = torch.optim.SparseAdam(sparse, lr=settings.word_rate)
        self.sparse.param_groups[0]["full"] = settings.word_rate

    def begin(self):
        for name in ("pretrained.pt", "pretrain.pt"):
            path = self.work / name
            if path.exists():
                state = torch.load(path)
                self.network.embed.load_state_dict(state["embed"])
                self.network.readers.load_state_dict(state["readers"])
                return

    def states(self, group, learn, lower=0.0):
        types = padded([e.lower if learn and torch.rand(1).item() < lower else e.types for e in group], 0)
        kinds, where = torch.unique(types, return_inverse=True)
        lengths = torch.tensor([len(e) for e in group])
        words = self.banks.words[kinds]
        keep = (torch.rand(len(words)) >= self.hide[words]).float()[:, None] if learn else None
        drop = self.drop if learn else (lambda y: y)
        return self.network.states(words, self.banks.rows[kinds], where, lengths, drop, keep), lengths, drop

    def drop(self, y):
        """The same places of a vector for all words of a sentence."""
        mask = torch.rand(y.shape[0], 1, y.shape[-1]) if y.dim() == 3 else torch.rand(y.shape)
        return y * ((mask >= self.settings.drop).float() / (1 - self.settings.drop))

    def tree_loss(self, group):
        s, lengths, drop = self.states(group, True, self.settings.lower)
        heads = self.network.heads
        inside = torch.arange(s.shape[1])[None] < lengths[:, None]
        gold = padded([e.heads for e in group], -100)
        arcs = heads.arcs(s, drop)
        shut = torch.cat([torch.zeros(len(s), 1, dtype=torch.bool), ~inside], 1)
        arcs = arcs.masked_fill(shut[:, None, :], -1e9)
        loss = functional.cross_entropy(arcs[inside], gold[inside])
        relations = heads.relations(s, gold.clamp(min=0), drop)
        loss = loss + functional.cross_entropy(relations[inside], padded([e.relations for e in group], -100)[inside], ignore_index=-100)
        for scores, field in zip(heads.tags(s, drop), ("upos", "xpos", "feats")):
            loss = loss + functional.cross_entropy(scores[inside], padded([getattr(e, field) for e in group], -100)[inside])
        tags = padded([e.names for e in group], -100)
        if (tags >= 0).any():
            scores = heads.names(s, drop)
            loss = loss + self.settings.name_weight * functional.cross_entropy(scores[inside], tags[inside], ignore_index=-100)
        return loss

    def name_loss(self, group):
        s, _, drop = self.states(group, True, self.settings.lower_names)
        tags = padded([e.names for e in group], -100)
        scores = self.network.heads.names(s, drop)
        return self.settings.name_weight * functional.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=-100)

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
                right = (best == padded([e.heads for e in group], -100)) & inside
                values = [v.split(":")[0] for v in self.banks.labels["deprel"].values]
                plain = torch.tensor([values.index(v) for v in values] + [-1])
                gold = padded([e.relations for e in group], -100)
                labelled = right & (plain[relations] == plain[torch.where(gold < 0, torch.full_like(gold, -1), gold)])
                count["words"] += int(inside.sum())
                count["UAS"] += int(right.sum())
                count["LAS"] += int(labelled.sum())
                for scores, field in zip(heads.tags(s, drop), ("upos", "xpos", "feats")):
                    count[field] += int(((scores.argmax(-1) == padded([getattr(e, field) for e in group], -100)) & inside).sum())
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

    def run(self):
        s, state, first = self.settings, self.work / "train.pt", 0
        self.begin()
        if state.exists():
            saved = torch.load(state)
            self.network.load_state_dict(saved["network"])
            self.dense.load_state_dict(saved["dense"])
            self.sparse.load_state_dict(saved["sparse"])
            first = saved["epoch"]
        kept = time.monotonic()
        for epoch in range(first, s.epochs):
            generator = np.random.default_rng(SEED * 1000 + epoch)
            torch.manual_seed(SEED * 1000 + epoch)
            groups = batches(self.banks.train, BATCH, generator)
            extra = batches(self.banks.named, NAME_BATCH, generator)
            losses, skipped, began = 0.0, 0, time.monotonic()
            for i, group in enumerate(groups):
                at = (epoch + i / len(groups)) / s.epochs
                scale = min(1.0, at * s.epochs) * (1 - at) + 1e-4
                for optimizer in (self.dense, self.sparse):
                    for g in optimizer.param_groups:
                        g["lr"] = g["full"] * scale
                    optimizer.zero_grad()
                loss = self.tree_loss(group) + self.name_loss(extra[i % len(extra)])
                loss.backward()
                norm = torch.nn.utils.clip_grad_norm_([p for g in self.dense.param_groups for p in g["params"]], CLIP).item()
                if norm < WILD:
                    self.dense.step()
                    self.sparse.step()
                else:
                    skipped += 1
                losses += loss.item()
            scores = self.evaluate(self.banks.dev, self.banks.named_dev)
            print(f"train {epoch + 1}/{s.epochs} loss {losses / len(groups):.4f} {json.dumps(scores)} {skipped} skipped {time.monotonic() - began:.0f} s", flush=True)
            if time.monotonic() - kept > CHECKPOINT_SECONDS:
                saved = {"network": self.network.state_dict(), "dense": self.dense.state_dict(), "sparse": self.sparse.state_dict()}
                torch.save({**saved, "epoch": epoch + 1}, state)
                kept = time.monotonic()
        scores = {"ewt_dev": scores, "gum_dev": self.evaluate(self.banks.gum_dev, None)}
        print(json.dumps(scores), flush=True)
        labels = {k: v.values for k, v in self.banks.labels.items()}
        torch.save({"network": self.network.state_dict(), "labels": labels, "scores": scores, "settings": vars(s)}, self.work / "trained.pt")
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


def run(data, work):
    if not (work / "trained.pt").exists():
        Training(data, work, Settings()).run()
