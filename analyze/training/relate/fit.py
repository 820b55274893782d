#!/usr/bin/env python3
"""Trains what tells how two sentences stand to each other and writes analyze/models/relations.lm. Needs torch and numpy.

  python3 analyze/training/embed/vectors.py WORK
  bazel build --config=opt //analyze/training/relate:features
  python3 analyze/training/relate/fit.py WORK [--data DIR] [--held-out] [--write]

WORK holds what vectors.py wrote; DIR (../shared/data unless named) the sets perspectrum, ibm-claim-stance and argkp. With
--held-out a fifth of the propositions is left out of the training and scored; the seed is fixed.
"""

import argparse
import datetime
import json
import pathlib
import subprocess
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
for folder in ("embed", "language"):
    sys.path.append(str(ROOT / "analyze/training" / folder))

import model_file  # noqa: E402
from data import key_points, load, perspectrum, related, repeated, targets, turned  # noqa: E402
from network import HIDDEN, LONGEST, LONGEST_CLAIM, SCALE, score, train  # noqa: E402
from related import NAMES, Related  # noqa: E402
from valued import valued  # noqa: E402
from words import words  # noqa: E402

EPOCHS, SMOOTH, PENALTY = 5, 3e-3, 3.0
FEATURES = ROOT / "bazel-bin/analyze/training/relate/features"  # the first number is the share of the topics
VALENCE = ROOT / "analyze/lexicon/data/valence.txt"
WORDNET = pathlib.Path("/usr/share/wordnet")  # Debian's wordnet-base
RISING = [i for i, name in enumerate(NAMES) if name != "length"]
STOP_WORDS = ROOT / "analyze/lexicon/data/stop_words.txt"


def engine(pairs):
    text = "".join(f"{p}\t{c}\n" for p, c, _ in pairs)
    out = subprocess.run([FEATURES], input=text, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    return np.array([[float(v) for v in line.split("\t")] for line in out.splitlines()])


def quantise(matrix):
    scale = np.maximum(np.abs(matrix).max(1), 1e-6) / 127
    return np.clip(np.round(matrix / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


class Vectors:
    """The words' vectors as they ship: centred, of length 1, in 8 bits."""

    def __init__(self, work):
        lines = [line.split() for line in (work / "words.txt").read_text(encoding="utf-8").splitlines()]
        self.words = [w for w, _ in lines]
        counts = np.array([float(n) for _, n in lines])
        share = counts / counts.sum()
        raw = np.load(work / "vectors.npy")
        raw /= np.linalg.norm(raw, axis=1, keepdims=True)
        raw -= raw.mean(0)
        raw /= np.linalg.norm(raw, axis=1, keepdims=True)
        self.q, self.scale = quantise(raw)
        self.matrix = self.q * self.scale[:, None]
        self.rows = {w: i for i, w in enumerate(self.words)}
        stop = {w for line in STOP_WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
                for word in line.split() for w in words(word)}
        self.importance = np.minimum(1, -np.log(share) / 12).astype(np.float32)
        for i, word in enumerate(self.words):
            if word in stop or len(word) < 2:
                self.importance[i] = 0
        self.weight = (SMOOTH / (SMOOTH + share) * (self.importance > 0)).astype(np.float32)
        self.common = np.zeros((1, raw.shape[1]), np.float32)

    def ids(self, text, most):
        """For the network: rows counted from 1; a text without known words is [0]."""
        return [self.rows[w] + 1 for w in words(text)[:400] if w in self.rows][:most] or [0]

    def embed(self, text):
        found = [self.rows[w] for w in words(text)[:400] if w in self.rows]
        vector = (self.weight[found, None] * self.matrix[found]).sum(0) if found else np.zeros(self.matrix.shape[1])
        vector = vector / (np.linalg.norm(vector) + 1e-9)
        vector = vector - self.common[0] * (vector @ self.common[0])
        return vector / (np.linalg.norm(vector) + 1e-9)

    def find_common(self, texts):
        vectors = np.array([self.embed(t) for t in texts])
        self.common = np.linalg.svd(vectors, full_matrices=False)[2][:1].astype(np.float32)


def inputs(vectors, pairs):
    x = engine(pairs)
    return [vectors.ids(p, LONGEST) for p, _, _ in pairs], [vectors.ids(c, LONGEST_CLAIM) for _, c, _ in pairs], x


def macro_f1(gold, guess):
    scores = []
    for label in (1, -1):
        total = np.sum(gold == label) + np.sum(guess == label)
        scores.append(2 * np.sum((gold == label) & (guess == label)) / total if total else 0.0)
    return float(np.mean(scores))


def calibration_error(gold, p):
    """Expected calibration error of the side that is chosen, in ten bins."""
    sure, right = np.maximum(p, 1 - p), np.where(p >= 0.5, 1, -1) == gold
    error = 0.0
    for low in np.arange(0.5, 1, 0.05):
        inside = (sure >= low) & (sure < low + 0.05 + (1e-9 if low > 0.94 else 0))
        if inside.any():
            error += inside.mean() * abs(sure[inside].mean() - right[inside].mean())
    return float(error)


def report(name, gold, p):
    guess = np.where(p >= 0.5, 1, -1)
    line = (f"{name}: {len(gold)} pairs, accuracy {np.mean(guess == gold):.3f}, macro F1 {macro_f1(gold, guess):.3f}, "
            f"calibration error {calibration_error(gold, p):.3f}")
    print(line, flush=True)
    return line


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def train_side(vectors, sets, points, topics, chosen):
    """`chosen`: whether a proposition may be trained on."""
    parts = []
    for name in sets:
        own = [pair for pair in sets[name] if chosen(pair[0])]
        parts += [(own, 1.0), (list(turned(own)), 0.4)]
    own = [pair for topic, pair in points if chosen(topic)]
    everything = [pair for name in sets for pair in sets[name] if chosen(pair[0])]
    parts += [(own, 0.3), (list(turned(own)), 0.3), (list(repeated(everything[::4])), 0.3),
              (valued(VALENCE, WORDNET, sorted(topics), 6000), 0.4)]
    pairs = [pair for part, _ in parts for pair in part]
    # Each set counts by the square root of its size, so that none outvotes the others.
    weight = np.concatenate([np.full(len(part), w * (len(pairs) / 3 / len(part)) ** 0.5) for part, w in parts])
    p, c, x = inputs(vectors, pairs)
    y = np.array([(side + 1) / 2 for _, _, side in pairs])
    return train(vectors.matrix, p, c, x, y, weight, EPOCHS, report=lambda epoch, _: print("epoch", epoch, flush=True))


def fit_logistic(x, y, penalty, rounds=30):
    mean, spread = x.mean(0), x.std(0) + 1e-6
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    ridge = np.diag(np.append(np.full(x.shape[1], penalty), 1e-6))
    w = np.zeros(z.shape[1])
    for _ in range(rounds):
        p = sigmoid(z @ w)
        w -= np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (p - y) + ridge @ w)
    weight = w[:-1] / spread
    return weight, float(w[-1] - weight @ mean)


def fit_rising(x, y):
    """More in common never counts against a pair, whatever the pairs at hand would have: numbers whose weight would fall below zero
    are left out, the worst first. RISING are those."""
    left_out = []
    while True:
        kept = [i for i in range(x.shape[1]) if i not in left_out]
        weight, bias = fit_logistic(x[:, kept], y, PENALTY)
        full = np.zeros(x.shape[1])
        full[kept] = weight * x[:, kept].std(0)
        falling = [i for i in RISING if full[i] < 0]
        if not falling:
            full[kept] = weight
            return full, bias
        left_out.append(min(falling, key=lambda i: full[i]))


def train_related(vectors, data, sets):
    judge = Related(vectors.words, vectors.matrix, vectors.importance, vectors.embed)
    pairs = related(data, sets, judge.content)
    share = engine(pairs)[:, 0]
    x = np.array([judge.features(p, c, s) for (p, c, _), s in zip(pairs, share)])
    y = np.array([label for _, _, label in pairs], dtype=float)
    held = np.arange(len(pairs)) % 5 == 0
    weight, bias = fit_rising(x[~held], y[~held])
    p = sigmoid(x[held] @ weight + bias)
    line = f"related or not, a fifth of {len(pairs)} pairs held out: accuracy {np.mean((p > 0.5) == y[held]):.3f}"
    print(line, dict(zip(NAMES, np.round(weight, 2))), flush=True)
    return (*fit_rising(x, y), line)


def sections(vectors, network, temperature, weight, bias, card):
    s = {k: v.detach().numpy().astype(np.float64) for k, v in network.state_dict().items() if k != "vectors.weight"}
    h = HIDDEN
    own, aligned, product, difference = (s["compare.weight"][:, i * h:(i + 1) * h] for i in range(4))
    spread = np.sqrt(s["norm.running_var"] + network.norm.eps)
    gain = s["norm.weight"] / spread
    shift = s["norm.bias"] - s["norm.running_mean"] * gain
    read, numbers = s["hidden.weight"][:, :4 * h], s["hidden.weight"][:, 4 * h:]

    def f(array):
        return np.ascontiguousarray(array, dtype=np.float32)

    return {
        "card": json.dumps(card).encode(), "words": "\n".join(vectors.words).encode(), "vectors/q": vectors.q,
        "vectors/scale": vectors.scale, "importance": vectors.importance, "embed/weight": vectors.weight,
        "embed/common": f(vectors.common),
        "pair/project/weight": f(s["project.weight"] * SCALE), "pair/project/bias": f(s["project.bias"]),
        "pair/compare/own": f(own + difference), "pair/compare/aligned": f(aligned - difference), "pair/compare/product": f(product),
        "pair/compare/best": f(s["compare.weight"][:, 4 * h] * s["sharpness"] / 5), "pair/compare/exact": f(s["compare.weight"][:, 4 * h + 1]),
        "pair/compare/bias": f(s["compare.bias"]), "pair/sharpness": f([s["sharpness"]]),
        "pair/hidden/read": f(read), "pair/hidden/numbers": f(numbers * gain), "pair/hidden/bias": f(s["hidden.bias"] + numbers @ shift),
        "pair/out/weight": f(s["out.weight"][0] / temperature), "pair/out/bias": f(s["out.bias"] / temperature),
        "related/weight": f(weight), "related/bias": f([bias])}


def find_temperature(logits, gold):
    choices = np.arange(0.6, 3.01, 0.05)
    y = (gold + 1) / 2
    loss = [-np.mean(y * np.log(sigmoid(logits / t)) + (1 - y) * np.log(1 - sigmoid(logits / t))) for t in choices]
    return float(choices[int(np.argmin(loss))])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--temperature", type=float, default=1.0, help="that a run with --held-out found")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not (options.data / "perspectrum/train.tsv").is_file():
        sys.exit(f"fit.py: no training data in {options.data}: nothing was trained")
    sets = load(options.data)
    vectors = Vectors(options.work)
    vectors.find_common([claim for _, claim, _ in sets["perspectrum"][:4000]])
    propositions = sorted({p for pairs in sets.values() for p, _, _ in pairs})
    held = set(np.random.default_rng(3).permutation(propositions)[::5].tolist()) if options.held_out else set()
    network = train_side(vectors, sets, key_points(options.data), targets(options.data), lambda p: p not in held)
    lines, logits, golds = [], [], []
    for name, pairs in sets.items():
        own = [pair for pair in pairs if pair[0] in held]
        if own:
            p, c, x = inputs(vectors, own)
            logits.append(score(network, p, c, x))
            golds.append(np.array([side for _, _, side in own]))
            lines.append(report(f"{name}, a fifth of the propositions held out", golds[-1], sigmoid(logits[-1])))
    temperature = options.temperature
    if held:
        temperature = find_temperature(np.concatenate(logits), np.concatenate(golds))
        print("temperature", temperature, flush=True)
    dev = perspectrum(options.data / "perspectrum/dev.tsv")
    p, c, x = inputs(vectors, dev)
    lines.append(report("perspectrum dev", np.array([s for _, _, s in dev]), sigmoid(score(network, p, c, x) / temperature)))
    weight, bias, line = train_related(vectors, options.data, sets)
    if options.write:
        card = {"name": "relations of English sentences", "date": datetime.date.today().isoformat(), "scores": lines + [line],
                "data": "word statistics of news and speeches (AllSides, Reuters, Federal Reserve, ABC, BBC, addresses of presidents and "
                        "governors); Perspectrum train (CC BY-SA 4.0), IBM claim stance train (CC BY-SA 3.0), ArgKP 2021 train "
                        "(CDLA-Sharing 1.0): weights alone, no text of theirs"}
        model_file.write(ROOT / "analyze/models/relations.lm", sections(vectors, network, temperature, weight, bias, card))


if __name__ == "__main__":
    main()
