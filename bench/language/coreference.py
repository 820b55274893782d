#!/usr/bin/env python3
"""Scores who is meant: links between persons' names and third-person pronouns.

    bench/language/coreference.py GOLD SYSTEM

Both files are CoNLL-U of the same words with `Entity=` brackets in MISC: "(e1-person" opens a mention of e1, "e1)" closes it, the
part of the name before the first dash is the chain. Of GOLD (GUM's scheme) count the mentions of type person whose head word is a
proper noun or one of he, him, his, himself, she, her, hers, herself; the head word is the one that hangs on a word outside. A
mention of SYSTEM stands for the shortest such mention whose head word it covers. Each one that is not the first of its chain
is linked to the one before it in its chain: the link is right if both are in one chain of GOLD. Precision: of the links of SYSTEM
between mentions that count; recall: of the mentions of GOLD that are not the first of their chain. Exit status: 0 scored, 2 wrong
usage.
"""

import re
import sys

PRONOUNS = frozenset("he him his himself she her hers herself".split())
_BRACKET = re.compile(r"\(([^()]+)\)?|([^()]+)\)")


class Mention:
    def __init__(self, chain, first, last, kind):
        self.chain, self.first, self.last, self.kind = chain, first, last, kind
        self.head = first  # position of the head word
        self.pronoun = self.name = False


def documents(lines):
    """Yields (words, mentions) of each document; a word is (form, upos, position of its head or -1)."""
    words, mentions, opened, rows = [], [], [], []
    for line in lines:
        line = line.rstrip("\r\n")
        if line.startswith("# newdoc") and words:
            yield words, mentions
            words, mentions = [], []
        elif not line:
            _close_sentence(rows, words, mentions, opened)
            rows = []
        elif line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
    _close_sentence(rows, words, mentions, opened)
    if words:
        yield words, mentions


def _close_sentence(rows, words, mentions, opened):
    begin, found = len(words), []
    for columns in rows:
        at = len(words)
        head = int(columns[6]) if columns[6].isdigit() else 0
        words.append((columns[1], columns[3], begin + head - 1 if head else -1))
        value = next((m[len("Entity=") :] for m in columns[9].split("|") if m.startswith("Entity=")), "")
        for match in _BRACKET.finditer(value):
            if match.group(1):
                name = match.group(1).split("-")
                mention = Mention(name[0], at, at + 1, name[1] if len(name) > 1 else "")
                if match.group(0).endswith(")"):
                    found.append(mention)
                else:
                    opened.append(mention)
            else:
                chain = match.group(2).split("-")[0]
                mention = next((m for m in reversed(opened) if m.chain == chain), None)
                if mention:
                    opened.remove(mention)
                    mention.last = at + 1
                    found.append(mention)
    opened.clear()
    for m in found:
        m.head = next((i for i in range(m.first, m.last) if not m.first <= words[i][2] < m.last), m.first)
        m.pronoun = words[m.head][0].lower() in PRONOUNS
        m.name = words[m.head][1] == "PROPN"
    mentions.extend(sorted(found, key=lambda m: (m.first, -m.last)))


def counted(mentions):
    return [m for m in mentions if m.kind == "person" and (m.pronoun or m.name)]


def antecedents(mentions):
    """(mention, the one before it in its chain)."""
    latest = {}
    for mention in sorted(mentions, key=lambda m: m.head):
        if mention.chain in latest:
            yield mention, latest[mention.chain]
        latest[mention.chain] = mention


def evaluate(gold_lines, system_lines):
    """{"all", "pronouns", "names": (right, links of the system, links of gold)}."""
    counts = {name: [0, 0, 0] for name in ("all", "pronouns", "names")}

    def count(mention, place):
        for name in ("all", "pronouns" if mention.pronoun else "names"):
            counts[name][place] += 1

    for (words, gold), (others, system) in zip(documents(gold_lines), documents(system_lines)):
        if [w[0] for w in words] != [w[0] for w in others]:
            raise ValueError("the words differ")
        by_head = {}
        for mention in sorted(counted(gold), key=lambda m: m.first - m.last):
            by_head[mention.head] = mention  # the shortest comes last
        for mention, _ in antecedents(by_head.values()):
            count(mention, 2)
        standing = []
        for mention in system:
            covered = [by_head[i] for i in range(mention.first, mention.last) if i in by_head]
            if covered:
                mention.gold = min(covered, key=lambda m: m.last - m.first)
                mention.head = mention.gold.head
                standing.append(mention)
        for mention, before in antecedents(standing):
            count(mention.gold, 1)
            if mention.gold.chain == before.gold.chain:
                count(mention.gold, 0)
    return {name: tuple(total) for name, total in counts.items()}


def with_names(lines):
    """The lines with `NER=B-PER` and `NER=I-PER` on the names of persons that GUM's brackets tell, from their first to their last
    proper noun, and without the brackets: what the resolver is given to be measured alone."""
    marks = []  # of each word, in order
    lines = list(lines)
    for words, mentions in documents(lines):
        document = ["_"] * len(words)
        for m in counted(mentions):
            proper = [i for i in range(m.first, m.last) if words[i][1] == "PROPN"]
            if m.name and proper and len(proper) <= 5:
                for i in range(proper[0], proper[-1] + 1):
                    document[i] = "NER=%s-PER" % ("B" if i == proper[0] else "I")
        marks += document
    at = 0
    for line in lines:
        columns = line.rstrip("\r\n").split("\t")
        if columns[0].isdigit():
            columns[9], at = marks[at], at + 1
            line = "\t".join(columns) + "\n"
        yield line.rstrip("\r\n") + "\n"


def table(counts):
    yield "%-10s %9s %9s %9s %9s" % ("links", "precision", "recall", "F1", "gold")
    for name, (right, found, wanted) in counts.items():
        figures = right / max(1, found), right / max(1, wanted), 2 * right / max(1, found + wanted)
        yield "%-10s %9.2f %9.2f %9.2f %9d" % ((name,) + tuple(100 * f for f in figures) + (wanted,))


def main():
    if len(sys.argv) != 3:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    with open(sys.argv[1], encoding="utf-8") as gold, open(sys.argv[2], encoding="utf-8") as system:
        print("\n".join(table(evaluate(gold, system))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
