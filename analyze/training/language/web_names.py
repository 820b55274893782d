"""Sentences in the manner of reviews, mails and forums with their names marked, written for this repository.

One text a line in web_names/*.txt: `Lunch with [PER Ana Ruiz] of [ORG Acme Dental] in [LOC Tucson] was fun.` Each is read as it stands
and COPIES times with other names of the same kind in the places of some of its own.
"""

import collections
import pathlib
import random
import re

import corpus
import names
import silver

FOLDER = pathlib.Path(__file__).resolve().parent / "web_names"
MARK = re.compile(r"\[(PER|ORG|LOC) ([^\[\]]+)\]")
SEED, COPIES, SHARE = 7, 2, 0.6  # of a copy's names that are others'


def plain(line):
    """The text without marks, and its names as (begin, end, kind), in characters, half-open."""
    text, spans, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        at = mark.end()
    return text + line[at:], spans


def parts(text):
    """Where its sentences are."""
    at, found = 0, []
    for sentence in corpus.sentences(text):
        first = text.find(sentence, at)
        if first < 0:
            return [(0, len(text))]
        at = first + len(sentence)
        found.append((first, at))
    return found


def sentences(line):
    """Yields (words, labels)."""
    text, spans = plain(line)
    for first, last in parts(text):
        tokens = [(first + m.start(), first + m.end()) for m in corpus.WORD.finditer(text[first:last])]
        inside = []
        for begin, end, kind in spans:
            covered = [i for i, (b, e) in enumerate(tokens) if b < end and e > begin]
            if covered:
                inside.append((covered[0], covered[-1] + 1, kind))
        if tokens:
            yield [text[b:e] for b, e in tokens], names.labels(len(tokens), inside)


def pools(lines):
    """Of each kind the names that are of no other kind, of the lines and of the lists."""
    kinds = collections.defaultdict(set)
    for line in lines:
        for kind, name in MARK.findall(line):
            kinds[name].add(kind)
    for name, kind in silver.KNOWN.items():
        kinds[name].add(kind)
    sure = sorted((name, *of) for name, of in kinds.items() if len(of) == 1 and name[:1].isupper() and not (name.isupper() and len(name) > 5))
    return {k: [name for name, kind in sure if kind == k] for k in names.KINDS}


def renamed(line, pool, generator):
    def other(mark):
        kind, name = mark.groups()
        if generator.random() > SHARE:
            return mark[0]
        new = generator.choice(pool[kind])
        shouted = name.isupper() and len(name) > 5
        return f"[{kind} {new.lower() if name.islower() else new.upper() if shouted else new}]"

    return MARK.sub(other, line)


def read():
    lines = [line.strip() for path in sorted(FOLDER.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    pool, generator = pools(lines), random.Random(SEED)
    for line in lines:
        yield from sentences(line)
        if MARK.search(line):
            for _ in range(COPIES):
                yield from sentences(renamed(line, pool, generator))
