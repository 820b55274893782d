#!/usr/bin/env python3
"""Scores attributions in GUM: which discourse units attribute which others.

    bench/claims/gum.py RELATIONS.tsv TREEBANK.conllu PROGRAM

RELATIONS.tsv names for each attribution its sentence, its unit's words ("studies suggest") and those of the head unit of its content;
TREEBANK.conllu has the documents. PROGRAM reads the documents' text; attributions come out of its claims; polnear.py tells of both. A found attribution is right when its cue shares a word with the unit of a wanted one and its content with that
one's content; each counts once. Exit status: 0 scored, 2 cannot be.
"""

import collections
import csv
import subprocess
import sys

import polnear
from overlap import Counts, Words


class Document:
    """A document of the treebank: its text, and of each sentence its tokens with their places."""

    def __init__(self):
        self.text, self.sentences = "", {}

    def add(self, identifier, rows, opens_paragraph):
        if self.text:
            self.text += "\n\n" if opens_paragraph else " "
        tokens, last_of_range = [], 0
        for columns in rows:
            number = columns[0]
            if "-" in number:
                last_of_range = int(number.split("-")[1])
            elif "." in number or int(number) <= last_of_range:
                continue
            begin = len(self.text)
            self.text += columns[1]
            tokens.append((columns[1], begin, len(self.text)))
            if "SpaceAfter=No" not in columns[9].split("|"):
                self.text += " "
        self.text = self.text.rstrip()
        self.sentences[identifier] = tokens

    def places(self, identifier, unit):
        """Spans of the unit's words within the sentence, in order; words that are not there are passed over."""
        found, at, tokens = [], 0, self.sentences.get(identifier, [])
        for word in unit.split():
            for number in range(at, len(tokens)):
                if tokens[number][0] == word or word in tokens[number][0]:
                    found.append(tokens[number][1:])
                    at = number if tokens[number][0] != word else number + 1
                    break
        return found


def read_treebank(lines):
    documents, document, rows, identifier, paragraph = collections.OrderedDict(), None, [], "", False
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            document = documents.setdefault(line.split("=")[1].strip(), Document())
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# sent_id"):
            identifier = line.split("=")[1].strip()
        elif line and line[0].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            document.add(identifier, rows, paragraph)
            rows, paragraph = [], False
    if rows:
        document.add(identifier, rows, paragraph)
    return documents


def match(wanted, found):
    """How many wanted ones have a found one of their own."""
    left, right = list(found), 0
    for a in wanted:
        for b in left:
            if a["cue"] & (b["cue"] | b["source"]) and a["content"] & b["content"]:
                left.remove(b)
                right += 1
                break
    return right


def main():
    if len(sys.argv) != 4:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    counts = Counts()
    try:
        with open(sys.argv[2], encoding="utf-8") as lines:
            documents = read_treebank(lines)
        wanted = collections.defaultdict(list)
        with open(sys.argv[1], encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
                wanted[row["doc"]].append(row)
        analyses = polnear.analyze(sys.argv[3], [document.text for document in documents.values()])
        for (name, document), analysis in zip(documents.items(), analyses):
            words = Words(document.text)
            gold = []
            for row in wanted[name]:
                cue = words.within(document.places(row["attribution_sent"], row["attribution_edu"]))
                content = words.within(document.places(row["content_sent"], row["content_edu_head"]))
                gold.append({"cue": cue, "content": content})
            found = polnear.read_attributions(analysis, words)
            counts.right += match(gold, found)
            counts.wanted += len(gold)
            counts.found += len(found)
    except (OSError, ValueError, KeyError, subprocess.CalledProcessError) as fault:
        print("gum: %s" % fault, file=sys.stderr)
        return 2
    print("%-24s %9s %9s %9s %9s" % ("GUM attributions", "precision", "recall", "F1", "gold"))
    print("%-24s %9.3f %9.3f %9.3f %9d" % ("relations", counts.precision, counts.recall, counts.f1, counts.wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main())
