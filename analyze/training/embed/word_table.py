#!/usr/bin/env python3
"""The words' vectors as they ship: centred, of length 1, in 8 bits. Needs numpy.

  python3 analyze/training/embed/word_table.py WORK [--data DIR]

Puts the vectors that vectors.py wrote to WORK into analyze/models/relations.lm, in which fit.py of analyze/training/relate, which
must run next, keeps them. DIR is ../shared/data unless named.
"""

import argparse
import csv
import pathlib
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
for folder in ("embed", "language"):
    sys.path.append(str(ROOT / "analyze/training" / folder))

import model_file  # noqa: E402
from words import words  # noqa: E402

SMOOTH = 3e-3
RELATIONS = ROOT / "analyze/models/relations.lm"
STOP_WORDS = ROOT / "analyze/lexicon/data/stop_words.txt"
SECTIONS = ("words", "vectors/q", "vectors/scale", "importance", "embed/weight", "embed/common")


def quantise(matrix):
    scale = np.maximum(np.abs(matrix).max(1), 1e-6) / 127
    return np.clip(np.round(matrix / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


class WordTable:
    """What is in the file. Rows of `matrix` are the words' vectors."""

    def __init__(self, path=RELATIONS):
        file = model_file.read(path)
        self.sections = {name: file[name] for name in SECTIONS}
        self.words = bytes(file["words"]).decode("utf-8").split("\n")
        self.rows = {word: i for i, word in enumerate(self.words)}
        self.matrix = file["vectors/q"] * file["vectors/scale"][:, None]

    def ids(self, text, most):
        """For the network: rows counted from 1, of the first known words; a text without any is [0]."""
        return [self.rows[w] + 1 for w in words(text)[:400] if w in self.rows][:most] or [0]


def common(texts, rows, weight, matrix):
    """The first direction of the texts' vectors."""
    vectors = []
    for text in texts:
        found = [rows[w] for w in words(text)[:400] if w in rows]
        vector = (weight[found, None] * matrix[found]).sum(0)
        vectors.append(vector / (np.linalg.norm(vector) + 1e-9))
    return np.linalg.svd(np.array(vectors), full_matrices=False)[2][:1].astype(np.float32)


def sections(work, texts):
    lines = [line.split() for line in (work / "words.txt").read_text(encoding="utf-8").splitlines()]
    vocabulary, counts = [w for w, _ in lines], np.array([float(n) for _, n in lines])
    share = counts / counts.sum()
    raw = np.load(work / "vectors.npy")
    raw /= np.linalg.norm(raw, axis=1, keepdims=True)
    raw -= raw.mean(0)
    raw /= np.linalg.norm(raw, axis=1, keepdims=True)
    q, scale = quantise(raw)
    stop = {w for line in STOP_WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
            for word in line.split() for w in words(word)}
    importance = np.minimum(1, -np.log(share) / 12).astype(np.float32)
    for i, word in enumerate(vocabulary):
        if word in stop or len(word) < 2:
            importance[i] = 0
    weight = (SMOOTH / (SMOOTH + share) * (importance > 0)).astype(np.float32)
    rows = {w: i for i, w in enumerate(vocabulary)}
    return {"words": "\n".join(vocabulary).encode(), "vectors/q": q, "vectors/scale": scale, "importance": importance,
            "embed/weight": weight, "embed/common": common(texts, rows, weight, q * scale[:, None])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    options = parser.parse_args()
    with open(options.data / "perspectrum/train.tsv", encoding="utf-8", newline="") as file:
        texts = [" ".join(r["text"].split()) for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                 if r["label"] in ("support", "undermine")][:4000]
    model_file.write(RELATIONS, sections(options.work, texts))


if __name__ == "__main__":
    main()
