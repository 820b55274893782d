"""The unlabelled text: sentences of the bulk sets, cut roughly as Universal Dependencies cuts words."""

import json
import lzma
import pathlib
import re
from collections import Counter

import numpy as np

from features import Vocabulary, normalise

SETS = ["allsides", "reuters", "fed", "sotu", "speeches", "abc", "bbc"]

WORD = re.compile(
    r"""
    https?://\S+ | www\.\S+ | [\w.+-]+@[\w-]+\.[\w.-]+
  | (?:[A-Z]\.)+[A-Z]?\b\.? (?!\w)
  | (?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|Jr|Sr|St|Inc|Corp|Co|Ltd|vs|etc|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|[ap]\.m|e\.g|i\.e)\.
  | \w+?(?=n['’]t\b) | n['’]t\b
  | ['’](?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)\b
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b | \d+
  | [^\W\d_]+(?:\d+)?
  | \.\.+ | --+ | [^\w\s] | _
    """,
    re.VERBOSE,
)
END = re.compile(r"(?<=[.!?][\"”’)])\s+(?=[\"“‘(A-Z])|(?<=[.!?])\s+(?=[\"“‘(A-Z0-9])|\n+")
NO_END = re.compile(r"(?:^|[\s(\"“])(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|St|Jr|Sr|No|vs|[A-Z])\.$")


def sentences(text):
    part = ""
    for piece in END.split(text):
        part = part + " " + piece if part else piece
        if NO_END.search(part):
            continue
        yield part
        part = ""
    if part:
        yield part


def read(folder):
    """Yields the words of each sentence."""
    for name in SETS:
        with lzma.open(pathlib.Path(folder) / "bulk" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                for sentence in sentences(json.loads(line)["text"]):
                    words = WORD.findall(sentence)
                    if 3 <= len(words) <= 100:
                        yield words


def count(folder, limit, extra=()):
    """The vocabulary, and how often each normalised form stands in the bulk sets."""
    forms = Counter()
    for words in read(folder):
        forms.update(words)
    for words in extra:
        forms.update(words)
    counts = Counter()
    for form, n in forms.items():
        counts[normalise(form)] += n
    ranked = [w for w, n in sorted(counts.items(), key=lambda e: (-e[1], e[0])) if n >= 5][:limit]
    return Vocabulary(ranked), np.array([0] + [counts[w] for w in ranked], dtype=np.int64)
