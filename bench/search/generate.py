#!/usr/bin/env python3
"""Makes claims and queries for the search benchmark out of a collection of texts.

Usage: bench/search/generate.py BULK_FOLDER OUT_FOLDER CLAIMS

BULK_FOLDER holds *.jsonl.xz with a `text` (and `source`, `title`) a line. Sentences are cut at commas into clauses of 4
to 30 words, the claims; a document's claims stay together, up to 24. When the collection is used up it is gone through
again, with every tenth word replaced by another one of the collection, other dates and other holders, so that no
document is an exact copy. The same arguments give the same files.

OUT_FOLDER/claims.tsv: document number, source, seconds since 1970, holder ("" for the author), text; a line per claim.
OUT_FOLDER/queries.tsv: kind, words, source, holder, first second, last second; 1,000 lines of the kinds word, words (three),
phrase, filter (by source or holder) and time (a range of half a year).
"""
import glob
import json
import lzma
import os
import random
import re
import sys

FIRST, LAST = 1104537600, 1704067200  # 2005 to 2023
WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
STOP = set("a an the and or but of to in on at by for with from as is are was were be been am it its this that these "
           "those he she they his her their we our you your i has have had which who him them there than not".split())


def clauses(text):
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        for clause in re.split(r"[,;:]\s+", sentence.strip()):
            words = clause.split()
            if 4 <= len(words) <= 30:
                yield clause.strip(" \"'()").rstrip(".!?")


def load(folder):
    documents, names = [], {}
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl.xz"))):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = " ".join(row["text"].split("\t"))
                for name in NAME.findall(text[:2000]):
                    names[name] = names.get(name, 0) + 1
                found = list(clauses(text))
                source = (row.get("source") or "unknown").replace("\t", " ")
                for at in range(0, len(found), 24):
                    documents.append((source, found[at:at + 24]))
    return documents, sorted(names, key=lambda n: (-names[n], n))[:20000]


def main():
    folder, out, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3])
    rng = random.Random(7)
    documents, names = load(folder)
    rng.shuffle(documents)
    vocabulary = [w for _, found in documents[:20000] for c in found for w in c.split()]
    os.makedirs(out, exist_ok=True)
    sample, count, number, turn = [], 0, 0, 0
    with open(os.path.join(out, "claims.tsv"), "w", encoding="utf-8") as tsv:
        while count < wanted:
            for source, found in documents:
                if count >= wanted:
                    break
                time = rng.randrange(FIRST, LAST)
                for clause in found[:wanted - count]:
                    if turn > 0:
                        words = clause.split()
                        for i in range(len(words)):
                            if rng.random() < 0.1:
                                words[i] = rng.choice(vocabulary)
                        clause = " ".join(words)
                    holder = ""
                    if rng.random() < 0.35:
                        holder = names[min(int(rng.paretovariate(0.7)) - 1, len(names) - 1)]
                    tsv.write(f"{number}\t{source}\t{time}\t{holder}\t{clause}\n")
                    if rng.random() < 20000 / wanted:
                        sample.append((source, time, holder, clause))
                    count += 1
                number += 1
            turn += 1
    with open(os.path.join(out, "queries.tsv"), "w", encoding="utf-8") as tsv:
        kinds = ["word"] * 250 + ["words"] * 250 + ["phrase"] * 150 + ["filter"] * 200 + ["time"] * 150
        rng.shuffle(kinds)
        for kind in kinds:
            words = []
            while len(words) < 3:
                source, time, holder, clause = rng.choice(sample)
                words = [w for w in WORD.findall(clause) if w.lower() not in STOP and len(w) > 2]
            query, by_source, by_holder, first, last = rng.choice(words), "", "", "", ""
            if kind == "words":
                query = " ".join(rng.sample(words, 3))
            elif kind == "phrase":
                plain = WORD.findall(clause)
                pairs = [i for i in range(len(plain) - 1) if plain[i] in words and plain[i + 1] in words
                         and f"{plain[i]} {plain[i + 1]}" in clause]
                if not pairs:
                    pairs = [0]
                at = rng.choice(pairs)
                query = f"{plain[at]} {plain[at + 1]}"
                if not any(w in words for w in query.split()):
                    query = " ".join(words[:1])
            elif kind == "filter" and (holder == "" or rng.random() < 0.5):
                by_source = source
            elif kind == "filter":
                by_holder = holder
            elif kind == "time":
                first, last = time - 90 * 86400, time + 92 * 86400
            tsv.write(f"{kind}\t{query}\t{by_source}\t{by_holder}\t{first}\t{last}\n")
    print(f"{count} claims in {number} documents")


if __name__ == "__main__":
    main()
