"""The program that ships, asked for relations and vectors, and how its answers are scored. Needs numpy."""

import csv
import subprocess
import typing

import numpy as np

RELATIONS = ["support", "oppose", "discuss", "unrelated"]


def rows(path, delimiter="\t"):
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, quoting=quoting))


def clean(text):
    return " ".join(text.split())


class Judged(typing.NamedTuple):
    """What is said of a pair, how sure, and the probabilities of all four."""

    relation: str
    confidence: float
    support: float
    oppose: float
    discuss: float
    unrelated: float

    @property
    def supports(self):
        """Given that it takes a side."""
        return self.support / max(self.support + self.oppose, 1e-9)


class Judge:
    """The program that ships, asked over its standard input."""

    def __init__(self, program):
        self.program = program

    def ask(self, lines, *options):
        out = subprocess.run([self.program, *options], input="".join(line + "\n" for line in lines), stdout=subprocess.PIPE,
                             check=True, encoding="utf-8").stdout
        return out.splitlines()

    def pairs(self, pairs, *options):
        """[Judged]"""
        found = []
        for line in self.ask([f"{clean(p)}\t{clean(c)}" for p, c in pairs], *options):
            relation, *numbers = line.split("\t")
            found.append(Judged(relation.removeprefix("RELATION_").lower(), *map(float, numbers)))
        return found

    def vectors(self, texts):
        lines = [line.split() for line in self.ask([clean(t) for t in texts], "--vectors")]
        width = max(len(line) for line in lines)
        matrix = np.array([[float(v) for v in line] or [0.0] * width for line in lines])
        return matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)


def f1_by_label(gold, guess, labels):
    scores = []
    for label in labels:
        hits = sum(g == label and p == label for g, p in zip(gold, guess))
        total = sum(g == label for g in gold) + sum(p == label for p in guess)
        scores.append(2 * hits / total if total else 0.0)
    return scores


def macro_f1(gold, guess, labels):
    return float(np.mean(f1_by_label(gold, guess, labels)))


def line(name, value, wanted):
    print(f"{name:58} {value:>14} {wanted:>10}", flush=True)
