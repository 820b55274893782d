#!/usr/bin/env python3
"""Trains word vectors on the bulk texts. Needs gensim and numpy.

  python3 analyze/training/embed/vectors.py WORK [--data DIR]

Writes WORK/text.txt (the words, one paragraph a line; kept if it is there), WORK/words.txt ("word count", most frequent first) and
WORK/vectors.npy. DIR is ../shared/data unless named. Skip-gram with negative sampling; the seed is fixed, and with one
thread the result is the same each time.
"""

import argparse
import json
import lzma
import pathlib
import sys

import numpy as np

from words import words

ROOT = pathlib.Path(__file__).resolve().parents[3]
WIDTH, WINDOW, NEGATIVE, EPOCHS, RARE, SEED = 128, 5, 6, 3, 15, 7


def write_text(data, path):
    files = sorted((data / "bulk").glob("*.jsonl.xz"))
    if not files:
        sys.exit(f"vectors.py: no texts in {data / 'bulk'}: nothing was trained")
    seen = set()
    with open(path, "w", encoding="utf-8") as out:
        for file in files:
            with lzma.open(file, "rt", encoding="utf-8") as lines:
                for line in lines:
                    for paragraph in json.loads(line)["text"].split("\n"):
                        found = words(paragraph)
                        key = hash(" ".join(found))
                        if len(found) > 4 and key not in seen:  # what is copied counts once
                            seen.add(key)
                            out.write(" ".join(found) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    options = parser.parse_args()
    from gensim.models import Word2Vec

    text = options.work / "text.txt"
    if not text.is_file():
        write_text(options.data, text)
    model = Word2Vec(corpus_file=str(text), vector_size=WIDTH, window=WINDOW, negative=NEGATIVE, sg=1, min_count=RARE, sample=1e-4,
                     epochs=EPOCHS, seed=SEED, workers=1)
    vectors = model.wv
    with open(options.work / "words.txt", "w", encoding="utf-8") as out:
        for word in vectors.index_to_key:
            out.write(f"{word} {vectors.get_vecattr(word, 'count')}\n")
    np.save(options.work / "vectors.npy", vectors.vectors.astype(np.float32))
    print(f"{len(vectors)} words")


if __name__ == "__main__":
    main()
