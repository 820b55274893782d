"""How good the judge is on texts of many sentences, of sets that it must not be trained on."""

import random
import re

import numpy as np

from judged import clean, f1_by_label, line, macro_f1, rows

SAMPLE = 4000  # rows of the large sets
RELATED = 0.99  # how sure a body's most related sentence must be: of forty, one always seems to be; the best of seven values on this sample


def sentences(text):
    return [s for s in re.split(r"(?<=[.!?])\s+", clean(text)) if len(s) > 15][:40] or [clean(text)]


def judge_documents(judge, documents, *options):
    """For each (proposition, text): the evidence of its sentences for and against the proposition, in sum and at most, and what
    of it discusses and relates at most: [documents, 6]."""
    pairs, owner = [], []
    for i, (proposition, text) in enumerate(documents):
        for sentence in sentences(text):
            pairs.append((proposition, sentence))
            owner.append(i)
    found = np.zeros((len(documents), 6))
    for i, j in zip(owner, judge.pairs(pairs, *options)):
        found[i, :2] += (j.support, j.oppose)
        found[i, 2:] = np.maximum(found[i, 2:], (j.support, j.oppose, j.discuss, 1 - j.unrelated))
    return found


def learnt(x, gold, groups, labels, rounds=300, rate=0.5):
    """What a softmax regression on these numbers says of each fifth when the other four taught it; no group is in two fifths."""
    x = np.hstack([(x - x.mean(0)) / (x.std(0) + 1e-9), np.ones((len(x), 1))])
    y = np.array([[g == label for label in labels] for g in gold], dtype=float)
    names = sorted(set(groups))
    fold_of = dict(zip(names, np.random.default_rng(1).permutation(len(names)) % 5))
    folds = np.array([fold_of[g] for g in groups])
    balance = (y / y.sum(0)).sum(1) * len(y) / len(labels)  # every label weighs the same
    guess = np.empty(len(x), dtype=int)
    for fold in range(5):
        own = folds != fold
        w = np.zeros((x.shape[1], len(labels)))
        for _ in range(rounds):
            p = np.exp(x[own] @ w)
            p /= p.sum(1, keepdims=True)
            w -= rate * x[own].T @ ((p - y[own]) * balance[own, None]) / own.sum()
        guess[~own] = (x[~own] @ w).argmax(1)
    return [labels[g] for g in guess]


def measure_vast(judge, data):
    posts = {r["post_id"]: r["text"] for r in rows(data / "vast/train.posts.tsv")}
    pairs = [r for r in rows(data / "vast/train.tsv") if r["label"] in ("pro", "con") and r["post_id"] in posts]
    pairs = random.Random(1).sample(pairs, min(SAMPLE, len(pairs)))
    found = judge_documents(judge, [(r["target"], posts[r["post_id"]]) for r in pairs], "--topics")
    gold, labels = [r["label"] for r in pairs], ["pro", "con"]
    guess = ["pro" if support > oppose else "con" for support, oppose in found[:, :2]]
    line("VAST train, no training: pro/con macro F1", f"{macro_f1(gold, guess, labels):.3f}", "0.65")
    guess = learnt(found, gold, [r["target"] for r in pairs], labels)
    line("VAST train, a regression on it by folds of targets: macro F1", f"{macro_f1(gold, guess, labels):.3f}", "0.65")


def measure_fnc(judge, data):
    bodies = {r["Body ID"]: r["articleBody"] for r in rows(data / "fnc1/train_bodies.csv", ",")}
    pairs = random.Random(1).sample(rows(data / "fnc1/train_stances.csv", ","), SAMPLE // 4)
    found = judge_documents(judge, [(r["Headline"], bodies[r["Body ID"]]) for r in pairs])
    gold, labels = [r["Stance"] for r in pairs], ["agree", "disagree", "discuss", "unrelated"]
    guess = ["unrelated" if related < RELATED else labels[int(np.argmax(most))] for *most, related in found[:, 2:]]
    by_label = f1_by_label(gold, guess, labels)
    line("FNC-1 train, no training: macro F1 (of four)", f"{np.mean(by_label):.3f}", "0.65")
    line("FNC-1 train, no training: F1 of disagree", f"{by_label[1]:.3f}", "0.35")
    by_label = f1_by_label(gold, learnt(found, gold, [r["Body ID"] for r in pairs], labels), labels)
    line("FNC-1 train, a regression on it by folds of bodies: macro F1", f"{np.mean(by_label):.3f}", "0.65")
    line("FNC-1 train, a regression on it by folds: F1 of disagree", f"{by_label[1]:.3f}", "0.35")
