#!/usr/bin/env python3
"""Scores attributions: who says what by which words, in the form of PolNeAR.

    bench/claims/polnear.py [--errors N] GOLD.jsonl PROGRAM

GOLD.jsonl has a document a line: text and attributions, each with spans of characters for source, cue and content. PROGRAM is
bench/claims/analyses, which reads all texts at once, or standpoint, whose `analyze --output=jsonl` reads one. An attribution is read out of claims so: the claims with the same chain of
holders up to one holder, and the same cue for it, are one attribution of that holder. Its content is what the claims cover, with the
words between two of them that stand in one sentence, and the conjunction before the first ("that", "whether", "if", "to"); holders
and cues further inside belong to it, its own holder and cue do not.

Printed: precision, recall and F1 of the words of sources, of cues and of contents (a word counts once however many attributions have
it; marks are no words); and of full relations: one attribution of each side at most, where source, cue and content each
overlap by at least half (F1 of their words; two empty sources agree). Attributions without a source count like all others.
The last line, "short", is full relations again with each gold source cut before its first comma, bracket or relative pronoun: PolNeAR's
sources carry their appositions and relative clauses ("Ana Ruiz, a lawyer who ..."), which docs/claims-and-stances.md leaves out.

--errors prints N of those that have no match. Exit status: 0 scored, 2 cannot be.
"""

import argparse
import collections
import json
import os
import re
import subprocess
import sys

from overlap import Counts, Words, characters_of_bytes, overlap

PARTS = ("source", "cue", "content")
CONJUNCTIONS = {"that", "whether", "if", "to"}
HALF = 0.5
APPOSITION = re.compile(r"[,(—–]|\b(?:who|whose|which|that)\b")


def gold_attributions(document, words):
    """Each as {part: set of words}."""
    return [{part: frozenset(words.within(a[part])) for part in PARTS} for a in document["attributions"]]


def cut_source(spans, text):
    """Spans of a source without its appositions and relative clauses."""
    end = APPOSITION.search(text, spans[0][0] + 1, spans[-1][1]) if spans else None
    return [(s, min(e, end.start())) for s, e in spans if s < end.start()] if end else spans


def with_cut_sources(document, words, wanted):
    """`wanted` with the words of its sources cut."""
    cut = (words.within(cut_source(a["source"], document["text"])) for a in document["attributions"])
    return [dict(a, source=frozenset(source)) for a, source in zip(wanted, cut)]


def read_attributions(analysis, words):
    """The same of an analysis: the API's Analysis as JSON, with spans of bytes."""
    at = characters_of_bytes(words.text)
    place = lambda span: (at(span.get("begin", 0)), at(span.get("end", 0)))
    groups = collections.OrderedDict()
    for claim in analysis.get("claims", []):
        holders = [place(h["span"]) if "span" in h else None for h in claim.get("holders", [])][1:]
        cues = [place(c) for c in claim.get("cues", [])]
        shares = cues_of_holders(cues, holders)
        for level, holder in enumerate(holders or ([None] if cues else [])):
            inner = [h for h in holders[level + 1 :] if h] + sum(shares[level + 1 :], [])
            key = (tuple(holders[: level + 1]), tuple(shares[level]))
            groups.setdefault(key, (holder, shares[level], []))[2].append((place(claim["span"]), place(claim["sentence"]), inner))
    return [attribution(words, *group) for group in groups.values()]


def cues_of_holders(cues, holders):
    """Of each holder, outermost first, its cues: the nearest one that is left, and for the innermost all that are left then."""
    left, shares = list(cues), []
    for holder in holders[:-1]:
        distance = lambda cue: max(cue[0] - holder[1], holder[0] - cue[1]) if holder else 0
        shares.append([min(left, key=distance)] if left else [])
        left = [cue for cue in left if cue not in shares[-1]]
    return shares + [left]


def attribution(words, holder, cues, claims):
    source = words.within([holder] if holder else [])
    cue = words.within(cues) - source
    content = set()
    sentences = {sentence for _, sentence, _ in claims}
    for span, _, inner in claims:
        content |= words.within([span]) | words.within(c for c in inner if any(s[0] <= c[0] < s[1] for s in sentences))
    for sentence in sentences:
        inside = content & words.within([sentence])
        if inside:
            content |= set(range(min(inside), max(inside)))
    first = min(content, default=0)
    if first and words.form(first - 1).lower() in CONJUNCTIONS:
        content.add(first - 1)
    return {"source": frozenset(source), "cue": frozenset(cue), "content": frozenset(content - source - cue)}


def match(wanted, found):
    """Pairs (i, j) of attributions that agree in all three parts, one to one, best first."""
    candidates = []
    for i, a in enumerate(wanted):
        for j, b in enumerate(found):
            agreements = [overlap(a[part], b[part]) for part in PARTS]
            if min(agreements) >= HALF:
                candidates.append((-sum(agreements), i, j))
    pairs, of_wanted, of_found = [], set(), set()
    for _, i, j in sorted(candidates):
        if i not in of_wanted and j not in of_found:
            pairs.append((i, j))
            of_wanted.add(i)
            of_found.add(j)
    return pairs


def evaluate(documents):
    """{part, "relation" or "short": Counts} over (wanted, found, wanted with cut sources) lists."""
    counts = {name: Counts() for name in PARTS + ("relation", "short")}
    for wanted, found, *cut in documents:
        for part in PARTS:
            sides = (set().union(*(a[part] for a in side)) for side in (wanted, found))
            counts[part].add(*sides)
        for name, gold in zip(("relation", "short"), [wanted] + cut):
            counts[name].right += len(match(gold, found))
            counts[name].wanted += len(gold)
            counts[name].found += len(found)
    return counts


def table(counts):
    yield "%-10s %9s %9s %9s %9s" % ("PolNeAR", "precision", "recall", "F1", "gold")
    for name, c in counts.items():
        yield "%-10s %9.3f %9.3f %9.3f %9d" % (name, c.precision, c.recall, c.f1, c.wanted)


def analyze(program, texts):
    """The analysis of each text."""
    if os.path.basename(program) == "analyses":
        joined = "".join(text + "\0" for text in texts)
        run = subprocess.run([program], input=joined.encode(), stdout=subprocess.PIPE, check=True)
        return [json.loads(line) for line in run.stdout.decode().split("\n")[: len(texts)]]
    command = [program, "analyze", "-", "--output=jsonl"]
    runs = (subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True) for text in texts)
    return [json.loads(run.stdout) for run in runs]


def errors(identifier, words, wanted, found):
    pairs = match(wanted, found)
    for name, side, matched in (("missed", wanted, {i for i, _ in pairs}), ("wrong", found, {j for _, j in pairs})):
        for number, a in enumerate(side):
            if number not in matched:
                parts = " ".join("%s=%s" % (p, "|".join(words.form(w) for w in sorted(a[p]))) for p in PARTS)
                yield "%s %s: %s" % (identifier, name, parts)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("gold")
    options.add_argument("program")
    arguments = options.parse_args()
    documents, shown = [], []
    try:
        with open(arguments.gold, encoding="utf-8") as lines:
            gold = [json.loads(line) for line in lines]
        for document, analysis in zip(gold, analyze(arguments.program, [d["text"] for d in gold])):
            words = Words(document["text"])
            wanted, found = gold_attributions(document, words), read_attributions(analysis, words)
            documents.append((wanted, found, with_cut_sources(document, words, wanted)))
            if len(shown) < arguments.errors:
                shown += errors(document["id"], words, wanted, found)
    except (OSError, ValueError, KeyError, subprocess.CalledProcessError) as fault:
        print("polnear: %s" % fault, file=sys.stderr)
        return 2
    print("\n".join(list(table(evaluate(documents))) + shown[: arguments.errors]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
