"""Stage 4: students learn what three networks think together of text that nobody labelled, beside the treebanks. The result is student.pt.

The first teacher is what stage 3 left, from whose weights the first student goes on; the other two have seeds of their own, the third is wider.
Of the second student the first is the first teacher, and the text is another.
Source of the method: Kuncoro et al., "Distilling an Ensemble of Greedy Dependency Parsers into One MST Parser", EMNLP 2016; Anderson and
Gómez-Rodríguez, "Distilling Neural Networks for Greener and Faster Dependency Parsing", IWPT 2020.
"""

import itertools
import random
import shutil
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

import conllu
import corpus
import names
import train
from examples import batches
from network import Network
from train import BATCH, Settings, Training

TEACHERS = {
    "teacher2": Settings(seed=11, cycles=((17, 1.0, 0.25), (6, 0.5, 0.15), (8, 0.5, 0.12))),
    "teacher3": Settings(
        seed=23, cycles=((15, 1.0, 0.3), (5, 0.5, 0.2), (8, 0.5, 0.15)), sizes={"mix": (256, 256), "arc": 256, "relation": 192}
    ),
}
FIELDS = ("upos", "xpos", "feats", "head", "relation", "name")
KEPT = 4  # of a field's values, those that the teachers find likeliest
SHORTEST, LONGEST = 4, 45  # words of a sentence


@dataclass
class StudentSettings(Settings):
    words: int = 0  # without labels; a fifth of them is in sentences that are too short or too long
    groups: int = 2  # of sentences without labels to each of the treebanks


STUDENTS = (
    StudentSettings(seed=31, cycles=((8, 0.6, 0.12),), words=2_500_000),
    StudentSettings(seed=41, cycles=((8, 0.5, 0.1),), words=5_000_000),
)


def sentences(data, work, settings, results):
    """Words of sentences: those of the training sets, and of the bulk sets some, which are drawn once and kept in unlabelled.txt."""
    path = results / "unlabelled.txt"
    if not path.exists():
        share = settings.words / len(np.load(work / "tokens.npy", mmap_mode="r"))
        chance = random.Random(settings.seed)
        drawn = (s for s in corpus.read(data) if SHORTEST <= len(s) <= LONGEST and chance.random() < share)
        path.write_text("".join(" ".join(s) + "\n" for s in drawn), encoding="utf-8")
    known = [[w.form for w in s.words] for s in conllu.training_sentences(data)] + [words for _, words, _ in names.training_sets(data)]
    return [s for s in known if len(s) >= SHORTEST] + [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()]


class Student(Training):
    def __init__(self, data, work, settings, results, first):
        """first: the file of the first teacher."""
        self.first = first
        super().__init__(data, work, settings, results, sentences(data, work, settings, results))

    def begin(self):
        """With the first teacher's weights."""
        self.network.load_state_dict(torch.load(self.first, weights_only=False)["network"])

    def teachers(self):
        yield self.network
        for name, settings in TEACHERS.items():
            sizes = [len(self.banks.labels[k].values) for k in ("upos", "xpos", "feats", "deprel", "names")]
            teacher = Network(self.network.embed.form.num_embeddings, *sizes, **settings.sizes)
            teacher.load_state_dict(torch.load(self.work / name / "trained.pt", weights_only=False)["network"])
            yield teacher

    def label(self):
        """Gives each sentence without labels, as `soft`, of each word and field the likeliest values and their probabilities, by the teachers' mean."""
        path, at = self.results / "targets.npz", np.cumsum([0] + [len(e) for e in self.banks.unlabelled])
        if not path.exists():
            values, shares = (np.zeros((at[-1], len(FIELDS), KEPT), dtype=t) for t in (np.int16, np.float16))
            teachers, order = list(self.teachers()), {id(e): n for n, e in enumerate(self.banks.unlabelled)}
            for group in batches(self.banks.unlabelled, 6000):
                where = np.concatenate([np.arange(at[order[id(e)]], at[order[id(e)] + 1]) for e in group])
                for field, mean in enumerate(self.agreed(teachers, group)):
                    best = mean.topk(KEPT)
                    values[where, field], shares[where, field] = best.indices.numpy(), best.values.numpy()
            np.savez(path.with_suffix(".part.npz"), values=values, shares=shares)
            path.with_suffix(".part.npz").rename(path)
        targets = np.load(path)
        values, shares = targets["values"], targets["shares"]
        for n, e in enumerate(self.banks.unlabelled):
            e.soft = values[at[n] : at[n + 1]], shares[at[n] : at[n + 1]]

    @torch.no_grad()
    def agreed(self, teachers, group):
        """The mean of the teachers' probabilities by field, [words, values] each; relations are those to the head that they find likeliest."""
        own, read = self.network, []
        for self.network in teachers:
            read.append(self.states(group, False))
        self.network = own
        inside, _ = places(*read[0][:2])

        def mean(part):
            return sum(functional.softmax(part(t.heads, *of), -1) for t, of in zip(teachers, read)) / len(teachers)

        arcs = mean(arc_scores)
        tags = [mean(lambda heads, s, _, drop, k=k: heads.tags(s, drop)[k]) for k in range(3)]
        relations = mean(lambda heads, s, _, drop: heads.relations(s, arcs.argmax(-1), drop))
        return [m[inside] for m in (*tags, arcs, relations, mean(lambda heads, s, _, drop: heads.names(s, drop)))]

    def soft_loss(self, group):
        """The cross entropy to what the teachers think."""
        s, lengths, drop = self.states(group, True, self.settings.lower)
        inside, _ = places(s, lengths)
        values, shares = (torch.from_numpy(np.concatenate([e.soft[k] for e in group])) for k in (0, 1))
        heads, agreed = self.network.heads, torch.zeros(inside.shape, dtype=torch.long)
        agreed[inside] = values[:, FIELDS.index("head"), 0].long()
        fields = [*heads.tags(s, drop), arc_scores(heads, s, lengths, drop), heads.relations(s, agreed, drop), heads.names(s, drop)]
        loss = 0.0
        for k, scores in enumerate(fields):
            kept = values[:, k].long().clamp(max=scores.shape[-1] - 1)  # of a short sentence some kept heads are none, with no share
            likely = functional.log_softmax(scores[inside], -1).gather(1, kept)
            loss = loss - (likely * shares[:, k].float()).sum(-1).mean()
        return loss

    def epoch(self, epoch):
        generator = np.random.default_rng(self.settings.seed * 1000 + epoch)
        self.groups = itertools.cycle(batches(self.banks.unlabelled, self.settings.groups * BATCH, generator))
        super().epoch(epoch)

    def loss(self, group, named):
        return super().loss(group, named) + self.soft_loss(next(self.groups))


def places(s, lengths):
    """Which words are there [B, T], and which heads are not [B, 1, T + 1]."""
    inside = torch.arange(s.shape[1])[None] < lengths[:, None]
    return inside, torch.cat([torch.zeros(len(s), 1, dtype=torch.bool), ~inside], 1)[:, None, :]


def arc_scores(heads, s, lengths, drop):
    return heads.arcs(s, drop).masked_fill(places(s, lengths)[1], -1e9)


def run(data, work):
    if (work / "student.pt").exists():
        return
    for name, settings in TEACHERS.items():
        train.run(data, work, settings, work / name)
    first = work / "trained.pt"
    for number, settings in enumerate(STUDENTS, 1):
        results = work / f"student{number}"
        results.mkdir(exist_ok=True)
        if not (results / "trained.pt").exists():
            student = Student(data, work, settings, results, first)
            student.label()
            student.run()
        first = results / "trained.pt"
    shutil.copy(first, work / "student.pt")
