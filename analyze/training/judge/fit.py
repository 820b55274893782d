#!/usr/bin/env python3
"""Fits the judge's weights and writes analyze/models/judge.txt. Needs numpy.

  bazel build //analyze/training/judge:features && python3 analyze/training/judge/fit.py [--data DIR] [--write]

DIR (../shared/data unless named) holds perspectrum, ibm-claim-stance and argkp. Without --write it only prints scores.

Two steps. Words: a logistic regression of the side, turned by the proposition's own side, on the stems of the claim; a stem
enters when it is in enough claims of enough propositions. Side: a logistic regression on the judge's features, where the
words' score of a claim comes from a fit that did not see its proposition. Scores on a set's own training half are from
folds that part propositions. The seed is fixed.
"""

import argparse
import csv
import datetime
import pathlib
import subprocess
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
NAMES = ["subject", "object", "other", "verb", "loose", "words", "covered", "restate"]
WORDS = NAMES.index("words")
MIN_CLAIMS, MIN_TOPICS, FOLDS, SEED = 25, 20, 5, 7
WORD_PENALTY, SIDE_PENALTY = 20.0, 1.0


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def clean(text):
    return " ".join(text.split())


def perspectrum(path):
    return [(clean(r["target"]), clean(r["text"]), 1 if r["label"] == "support" else -1)
            for r in rows(path) if r["label"] in ("support", "undermine")]


def load(data):
    """Training pairs by set: (proposition, claim, 1 or -1)."""
    ibm = [(clean(r["target"]).replace("This house believes that ", ""), clean(r["text"]),
            1 if r["label"] == "PRO" else -1) for r in rows(data / "ibm-claim-stance/train.tsv")
           if r["label"] in ("PRO", "CON")]
    argkp = [(clean(r["topic"]), clean(r["argument"]), 1 if r["stance"] == "pro" else -1)
             for r in rows(data / "argkp/train.arguments.tsv")]
    argkp += [(clean(r["topic"]), clean(r["key_point"]), 1 if r["stance"] == "pro" else -1)
              for r in rows(data / "argkp/train.key_points.tsv")]
    return {"perspectrum": perspectrum(data / "perspectrum/train.tsv"), "ibm-claim-stance": ibm,
            "argkp": argkp}


class Features:
    """What the judge sees of each pair."""

    def __init__(self, pairs):
        text = "".join(f"{p}\t{c}\n" for p, c in pairs)
        out = subprocess.run([ROOT / "bazel-bin/analyze/training/judge/features"], input=text,
                             stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
        lines = [line.split("\t") for line in out.splitlines()]
        n = len(NAMES)
        self.share = np.array([float(l[0]) for l in lines])
        self.side = np.array([float(l[2]) for l in lines])
        self.x = np.array([[float(v) for v in l[3:3 + n]] for l in lines])
        self.relation = [l[3 + n] for l in lines]
        self.confidence = np.array([float(l[4 + n]) for l in lines])
        self.stems = [l[5 + n].split() for l in lines]


def fit(x, y, penalty, weight=None, rounds=30):
    """Newton's method for a penalised logistic regression; y is 0 or 1; the last column is the bias."""
    x = np.hstack([x, np.ones((len(x), 1))])
    weight = np.ones(len(y)) if weight is None else weight
    ridge = np.diag(np.append(np.full(x.shape[1] - 1, penalty), 1e-6))
    w = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + ridge,
                               x.T @ (weight * (p - y)) + ridge @ w)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def vocabulary(stems, topics):
    claims, spread = {}, {}
    for words, topic in zip(stems, topics):
        for word in set(words):
            claims[word] = claims.get(word, 0) + 1
            spread.setdefault(word, set()).add(topic)
    return sorted(w for w in claims if claims[w] >= MIN_CLAIMS and len(spread[w]) >= MIN_TOPICS
                  and w.isascii() and w.isalpha() and len(w) > 1)


def matrix(stems, words):
    index = {w: i for i, w in enumerate(words)}
    x = np.zeros((len(stems), len(words)))
    for row, claim in enumerate(stems):
        for stem in claim:
            if stem in index:
                x[row, index[stem]] += 1
    lengths = np.array([max(1, len(claim)) for claim in stems])
    return x / np.sqrt(lengths)[:, None]


def fit_words(f, y, topics, weight, chosen):
    words = vocabulary([f.stems[i] for i in chosen], [topics[i] for i in chosen])
    x = matrix([f.stems[i] for i in chosen], words)
    turned = (y[chosen] * f.side[chosen] + 1) / 2
    return words, fit(x, turned, WORD_PENALTY, weight[chosen])[:-1]


def score_words(f, words, weights, chosen):
    return matrix([f.stems[i] for i in chosen], words) @ weights * f.side[chosen]


def with_words(f, chosen, score):
    x = f.x[chosen].copy()
    x[:, WORDS] = score
    return x


def macro_f1(gold, guess):
    scores = []
    for label in (1, -1):
        hit = np.sum((gold == label) & (guess == label))
        total = np.sum(gold == label) + np.sum(guess == label)
        scores.append(2 * hit / total if total else 0.0)
    return float(np.mean(scores))


def probability(x, w):
    return 1 / (1 + np.exp(-(x @ w[:-1] + w[-1])))


def report(name, gold, p):
    guess = np.where(p >= 0.5, 1, -1)
    right = np.maximum(p, 1 - p)
    bins = [(lo, hi) for lo, hi in ((.5, .6), (.6, .7), (.7, .8), (.8, 1.01))]
    cells = [f"{lo:.1f}+: {np.mean((guess == gold)[m]):.2f} of {m.sum()}" for lo, hi in bins
             for m in [(right >= lo) & (right < hi)] if m.any()]
    line = (f"{name}: {len(gold)} pairs, accuracy {np.mean(guess == gold):.3f}, "
            f"macro F1 {macro_f1(gold, guess):.3f}")
    print(line + "; right by probability: " + ", ".join(cells))
    return line


def fit_related(sets, f, rng):
    """Share of topics -> related, on pairs of a set and as many with a proposition of another pair."""
    pairs = [(p, c) for pairs in sets.values() for p, c, _ in pairs]
    other = rng.permutation(len(pairs))
    strange = [(pairs[j][0], pairs[i][1]) for i, j in enumerate(other) if pairs[j][0] != pairs[i][0]]
    g = Features(strange)
    share = np.concatenate([f.share, g.share])
    y = np.concatenate([np.ones(len(f.share)), np.zeros(len(g.share))])
    return fit(share[:, None], y, 1.0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not (options.data / "perspectrum/train.tsv").is_file():
        sys.exit(f"fit.py: no training data in {options.data}: nothing was fitted")
    rng = np.random.default_rng(SEED)
    sets = load(options.data)
    data = [(name, *pair) for name, pairs in sets.items() for pair in pairs]
    names = np.array([d[0] for d in data])
    topics = [d[1] for d in data]
    y = np.array([d[3] for d in data], dtype=float)
    # Each set counts by the square root of its size, so that none outvotes the others.
    weight = np.array([np.sqrt(len(data) / (3 * len(sets[n]))) for n in names])
    f = Features([(d[1], d[2]) for d in data])

    order = {t: i % FOLDS for i, t in enumerate(rng.permutation(sorted(set(topics))))}
    fold = np.array([order[t] for t in topics])
    score = np.zeros(len(data))
    for k in range(FOLDS):
        words, weights = fit_words(f, y, topics, weight, np.flatnonzero(fold != k))
        held = np.flatnonzero(fold == k)
        score[held] = score_words(f, words, weights, held)
    everything = np.arange(len(data))
    x = with_words(f, everything, score)
    p = np.zeros(len(data))
    for k in range(FOLDS):
        p[fold == k] = probability(x[fold == k], fit(x[fold != k], (y[fold != k] + 1) / 2,
                                                     SIDE_PENALTY, weight[fold != k]))
    card = [report(f"{n}, propositions held out", y[names == n], p[names == n]) for n in sets]

    side = fit(x, (y + 1) / 2, SIDE_PENALTY, weight)
    words, weights = fit_words(f, y, topics, weight, everything)
    dev = perspectrum(options.data / "perspectrum/dev.tsv")
    g = Features([(t, c) for t, c, _ in dev])
    gold = np.array([label for _, _, label in dev])
    all_dev = np.arange(len(dev))
    p_dev = probability(with_words(g, all_dev, score_words(g, words, weights, all_dev)), side)
    card.append(report("perspectrum dev", gold, p_dev))
    bare = np.delete(x, WORDS, 1)
    report("perspectrum dev without learned words", gold, probability(
        np.delete(g.x, WORDS, 1), fit(bare, (y + 1) / 2, SIDE_PENALTY, weight)))
    related = fit_related(sets, f, rng)
    print(dict(zip(NAMES + ["bias"], np.round(side, 3))), "related", np.round(related, 3), len(words))

    if options.write:
        lines = [
            "# Weights of the judge: fitted by analyze/training/judge/fit.py, not written by hand.",
            "# Data: perspectrum train (CC BY-SA 4.0), IBM claim stance train (CC BY-SA 3.0), ArgKP 2021 train arguments and",
            "# key points (CDLA-Sharing 1.0). Statistics only: no text of theirs is here.",
            f"# Date: {datetime.date.today().isoformat()}. Scores, of the forced choice between the two sides:",
            *[f"#   {line}" for line in card],
            "#   feature NAME | weight=  of the logistic regressions      stem | weight=  above 0: on the side of what is for",
            *[f"feature {n} | weight={v:.3f}" for n, v in zip(NAMES + ["bias"], side)],
            f"feature related_share | weight={related[0]:.3f}",
            f"feature related_bias | weight={related[1]:.3f}",
            *[f"{w} | weight={v:.2f}" for w, v in zip(words, weights) if abs(v) >= 0.1]]
        (ROOT / "analyze/models/judge.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
