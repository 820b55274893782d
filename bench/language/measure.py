#!/usr/bin/env python3
"""What bench/language/run prints: the programs' answers, scored. See there."""

import argparse
import json
import lzma
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import conll18
import coreference
import entities
import raw_text

# Genres of GUM whose text is not open; as analyze/training/language/conllu.py.
CLOSED_GENRES = {"fiction", "whow", "essay", "letter", "podcast"}
BULK_BYTES = 4 << 20  # of each source, for the speed
COUNTED = 1 << 11  # characters of one text of each source, for the instructions


def treebanks(data):
    """(name, text of the CoNLL-U) of each development set."""
    yield "EWT dev", (data / "ud-ewt" / "dev.conllu").read_text(encoding="utf-8")
    yield "GUM dev, open genres", open_genres((data / "ud-gum" / "dev.conllu").read_text(encoding="utf-8"))


def open_genres(text):
    kept, wanted = [], False
    for sentence in text.split("\n\n"):
        for line in sentence.splitlines():
            if line.startswith("# newdoc"):
                wanted = line.split("=")[-1].strip().split("_")[1] not in CLOSED_GENRES
        if wanted and sentence.strip():
            kept.append(sentence.strip("\n") + "\n\n")
    return "".join(kept)


def parse(program, model, text, kind):
    answer = subprocess.run(
        [program, "parse", "-", "--input=" + kind, "--model", model], input=text.encode(), stdout=subprocess.PIPE, check=True
    )
    return answer.stdout.decode()


def lines(text):
    return text.split("\n")


def accuracy(arguments):
    columns, scores = [], []
    for name, gold in treebanks(arguments.data):
        reference = conll18.read(lines(gold))
        for kind, text in (("conllu-words", gold), ("text", raw_text.raw_text(lines(gold)))):
            found = conll18.read(lines(parse(arguments.standpoint, arguments.model, text, kind)))
            columns.append(name + (", given words" if kind == "conllu-words" else ", raw text"))
            scores.append(conll18.evaluate(reference, found))
    print("F1 in percent, metrics of the CoNLL 2018 shared task")
    for i, column in enumerate(columns, 1):
        print("  %d  %s" % (i, column))
    print("%-10s" % "metric" + "".join("%8d" % i for i in range(1, len(columns) + 1)))
    for metric in conll18.METRICS:
        print("%-10s" % metric + "".join("%8.2f" % (100 * s[metric].f1) for s in scores))
    print()
    with open(arguments.data / "ner" / "uner-ewt.dev.bio", encoding="utf-8") as bio:
        gold = list(entities.read_bio(bio))
    with open(arguments.data / "ud-ewt" / "dev.conllu", encoding="utf-8") as treebank:
        of = list(entities.documents(gold, treebank))
    answer = parse(arguments.standpoint, arguments.model, "".join(entities.as_words(gold, of)), "conllu-words")
    print("UNER EWT dev, given words, exact span and type")
    print("\n".join(entities.table(entities.evaluate(gold, entities.read_conllu(lines(answer))))))
    print()


def bulk_texts(data, most=BULK_BYTES):
    for path in sorted((data / "bulk").glob("*.jsonl.xz")):
        size = 0
        with lzma.open(path, "rt", encoding="utf-8") as rows:
            for row in rows:
                text = json.loads(row).get("text") or ""
                size += len(text)
                yield text.replace("\0", " ")
                if size > most:
                    break


def speed(arguments):
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "bulk")
        with open(path, "w", encoding="utf-8") as out:
            out.write("\0".join(bulk_texts(arguments.data)))
        figures = []
        for threads in (1, 2):
            answer = subprocess.run([arguments.speed, arguments.model, path, str(threads)], stdout=subprocess.PIPE, check=True)
            figures.append(dict(line.split() for line in answer.stdout.decode().splitlines()))
    print("%-28s %12s %12s" % ("speed, raw text", "1 thread", "2 threads"))
    for name in figures[0]:
        print("%-28s %12s %12s" % (name, figures[0][name], figures[1].get(name, "")))
    grown = [int(f["resident_growth_kib"]) for f in figures]
    print("%-28s %25d" % ("memory_per_thread_kib", grown[1] - grown[0]))
    if "instructions_per_word" not in figures[0]:
        print("instructions per word: this system does not let them be counted")
    print()


def instructions(arguments):
    """What a second reading of the texts adds to a first, so without loading, and with the words cached that come often."""
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "bulk")
        with open(path, "w", encoding="utf-8") as out:
            out.write("\0".join(text[:COUNTED] for text in bulk_texts(arguments.data, 1)))
        counts = [counted([arguments.speed, arguments.model, path, "1", str(rounds)]) for rounds in (1, 2)]
    (first, words), (both, _) = counts
    print("instructions per word, AVX2: %d (%d words)" % ((both - first) / words, words))


def counted(command):
    """The instructions of a program in user mode, and the words that it says it read."""
    tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    answer = subprocess.run(tool + command, capture_output=True, check=True)
    collected = re.search(rb"Collected : (\d+)", answer.stderr)
    words = dict(line.split() for line in answer.stdout.decode().splitlines())["words"]
    return int(collected[1]), int(words)


def references(arguments):
    gold = open_genres((arguments.data / "ud-gum" / "dev.conllu").read_text(encoding="utf-8"))
    named = "".join(coreference.with_names(lines(gold)))
    alone = subprocess.run([arguments.resolve], input=named.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    print("GUM dev, open genres, links between persons' names and pronouns; given words, trees and names")
    print("\n".join(coreference.table(coreference.evaluate(lines(gold), lines(alone)))))
    print()
    answer = parse(arguments.standpoint, arguments.model, gold, "conllu-words")
    print("the same, given words alone")
    print("\n".join(coreference.table(coreference.evaluate(lines(gold), lines(answer)))))
    print()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("standpoint", "speed", "resolve", "model"):
        options.add_argument("--" + name, required=True)
    options.add_argument("--data", required=True, type=pathlib.Path)
    options.add_argument("parts", nargs="+")
    arguments = options.parse_args()
    for part in arguments.parts:
        {"accuracy": accuracy, "speed": speed, "coreference": references, "instructions": instructions}[part](arguments)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
