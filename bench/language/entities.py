#!/usr/bin/env python3
"""Scores named entities: exact span and type, over persons, organisations and places.

    bench/language/entities.py GOLD.bio SYSTEM

GOLD.bio holds a token and its BIO tag (B-PER, I-ORG, O, ...) a line, parted by a tab, and an empty line after each sentence.
SYSTEM is such a file too, or CoNLL-U whose MISC column carries `NER=B-PER` (no entry: O), of the same tokens. Other types than
PER, ORG and LOC count as O on both sides; an I without a B before it opens an entity, as in conlleval. Exit status: 0 scored,
1 the files cannot be compared, 2 wrong usage.
"""

import collections
import itertools
import sys

TYPES = ("PER", "ORG", "LOC")
FOLDED = {"PERSON": "PER", "ORGANIZATION": "ORG", "ORGANISATION": "ORG", "PLACE": "LOC", "LOCATION": "LOC", "GPE": "LOC"}


class Mismatch(Exception):
    """The files cannot be compared."""


def read_bio(lines):
    """[(token, tag)] of each sentence."""
    sentence = []
    for line in lines:
        line = line.rstrip("\r\n")
        if line:
            token, tag = line.split("\t")[:2]
            sentence.append((token, tag))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def read_conllu(lines):
    """The same of CoNLL-U; the words are the tokens."""
    sentence = []
    for line in lines:
        line = line.rstrip("\r\n")
        if not line:
            if sentence:
                yield sentence
            sentence = []
        elif line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                tags = [m[len("NER=") :] for m in columns[9].split("|") if m.startswith("NER=")]
                sentence.append((columns[1], tags[0] if tags else "O"))
    if sentence:
        yield sentence


def spans(tags):
    """{(first, last, type)}, half-open."""
    found, first, kind = set(), 0, None
    for i, tag in enumerate(list(tags) + ["O"]):
        mark, _, name = tag.partition("-")
        name = FOLDED.get(name.upper(), name.upper())
        name = name if name in TYPES and mark in "BI" else None
        if kind is not None and (name != kind or mark == "B"):
            found.add((first, i, kind))
            kind = None
        if name is not None and kind is None:
            first, kind = i, name
    return found


Score = collections.namedtuple("Score", "correct gold system")


def f1(score):
    return 2 * score.correct / (score.gold + score.system) if score.gold + score.system else 0.0


def evaluate(gold, system):
    """{type or "all": Score} over lists of sentences."""
    gold, system = list(gold), list(system)
    if len(gold) != len(system):
        raise Mismatch("%d sentences in the first, %d in the second" % (len(gold), len(system)))
    counts = {name: [0, 0, 0] for name in ("all",) + TYPES}
    for number, (wanted, found) in enumerate(zip(gold, system), 1):
        if len(wanted) != len(found):
            raise Mismatch("sentence %d: %d tokens in the first, %d in the second" % (number, len(wanted), len(found)))
        wanted, found = (spans([tag for _, tag in sentence]) for sentence in (wanted, found))
        for name, total in counts.items():
            a, b = ({s for s in side if name in ("all", s[2])} for side in (wanted, found))
            total[0] += len(a & b)
            total[1] += len(a)
            total[2] += len(b)
    return {name: Score(*total) for name, total in counts.items()}


def table(scores):
    yield "%-10s %9s %9s %9s %9s" % ("entities", "precision", "recall", "F1", "gold")
    for name, s in scores.items():
        precision, recall = s.correct / max(1, s.system), s.correct / max(1, s.gold)
        yield "%-10s %9.2f %9.2f %9.2f %9d" % (name, 100 * precision, 100 * recall, 100 * f1(s), s.gold)


def documents(sentences, treebank):
    """The document of each sentence, or None, by the treebank's lines in CoNLL-U: what has the words of one of its sentences is of its document."""
    known, document, words = collections.defaultdict(set), None, []
    for line in treebank:
        columns = line.rstrip("\n").split("\t")
        if line.startswith("# newdoc"):
            document = line.split("=")[-1].strip()
        elif columns[0].isdigit():
            words.append(columns[1])
        elif not columns[0]:
            known[tuple(words)].add(document)
            words = []
    last = None
    for sentence in sentences:
        found = known.get(tuple(token for token, _ in sentence), ())
        if found and last not in found:
            last = min(found)
        yield last


def as_words(sentences, of=None):
    """CoNLL-U of the tokens alone: what a recognizer reads. of: the document of each sentence."""
    last = None
    for sentence, document in zip(sentences, of or itertools.repeat(None)):
        if document != last:
            yield "# newdoc id = %s\n" % document
            last = document
        for number, (token, _) in enumerate(sentence, 1):
            yield "%d\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n" % (number, token)
        yield "\n"


def main():
    if len(sys.argv) != 3:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    gold_path, system_path = sys.argv[1:]
    try:
        with open(gold_path, encoding="utf-8", newline="\n") as gold, open(system_path, encoding="utf-8", newline="\n") as system:
            reader = read_bio if system_path.endswith(".bio") else read_conllu
            print("\n".join(table(evaluate(read_bio(gold), reader(system)))))
    except (Mismatch, OSError) as fault:
        print("entities: %s" % fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
