#!/usr/bin/env python3
"""Scores relations and sentence vectors. Called by bench/stances/run, which tells what it measures. Needs numpy."""

import argparse
import collections
import csv
import json
import math
import pathlib
import random
import re
import subprocess

import numpy as np

RELATIONS = ["support", "oppose", "discuss", "unrelated"]
SAMPLE = 4000  # rows of the large sets


def rows(path, delimiter="\t"):
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, quoting=quoting))


def clean(text):
    return " ".join(text.split())


class Judge:
    """The program that ships, asked over its standard input."""

    def __init__(self, program):
        self.program = program

    def ask(self, lines, *options):
        out = subprocess.run([self.program, *options], input="".join(line + "\n" for line in lines), stdout=subprocess.PIPE,
                             check=True, encoding="utf-8").stdout
        return out.splitlines()

    def pairs(self, pairs):
        """[(relation, confidence, supports, related)]"""
        found = []
        for line in self.ask([f"{clean(p)}\t{clean(c)}" for p, c in pairs]):
            relation, *numbers = line.split("\t")
            found.append((relation.removeprefix("RELATION_").lower(), *map(float, numbers[:3])))
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


def calibration_error(sure, right):
    sure, right = np.array(sure), np.array(right, dtype=float)
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (sure >= low) & (sure < low + 0.1 + (1e-9 if low > 0.85 else 0))
        if inside.any():
            error += inside.mean() * abs(sure[inside].mean() - right[inside].mean())
    return error


def line(name, value, wanted):
    print(f"{name:58} {value:>14} {wanted:>10}", flush=True)


def spec_pairs(path):
    with open(path, encoding="utf-8") as file:
        found = [json.loads(text) for text in file]
    return [(d["proposition"], d["claim"], d["relation"]) for d in found if "relation" in d]


def measure_spec(judge, name, path, errors):
    pairs = spec_pairs(path)
    judged = judge.pairs([(p, c) for p, c, _ in pairs])
    gold = [r for _, _, r in pairs]
    line(f"specification, {name}: relation macro F1", f"{macro_f1(gold, [j[0] for j in judged], RELATIONS):.3f}", "0.72")
    error = calibration_error([j[1] for j in judged], [j[0] == g for j, g in zip(judged, gold)])
    line(f"specification, {name}: calibration error", f"{error:.3f}", "")
    wrong = [(g, j, p, c) for (p, c, g), j in zip(pairs, judged) if g != j[0]]
    return [f"  {g:9} judged {j[0]:9} {j[1]:.2f} | {p} | {c}" for g, j, p, c in wrong[:errors]]


def written_pairs():
    """[(proposition, claim, relation)] of pairs/*.txt."""
    marks = {"+": "support", "-": "oppose", "?": "discuss", "0": "unrelated"}
    pairs, proposition = [], None
    for path in sorted(pathlib.Path(__file__).with_name("pairs").glob("*.txt")):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            mark, _, sentence = text.partition(" ")
            if mark == "=":
                proposition = sentence.strip()
            elif mark in marks:
                pairs.append((proposition, sentence.strip(), marks[mark]))
            elif text and mark != "#":
                raise ValueError(f"{path}:{number}: {text}")
    return pairs


def measure_written(judge, _):
    pairs = written_pairs()
    judged = judge.pairs([(p, c) for p, c, _ in pairs])
    gold = [r for _, _, r in pairs]
    guess = [j[0] for j in judged]
    by_label = " ".join(f"{f1:.2f}" for f1 in f1_by_label(gold, guess, RELATIONS))
    line("written pairs: relation macro F1", f"{macro_f1(gold, guess, RELATIONS):.3f}", "0.72")
    line("written pairs: F1 of support, oppose, discuss, unrelated", by_label, "")
    error = calibration_error([j[1] for j in judged], [j[0] == g for j, g in zip(judged, gold)])
    line("written pairs: calibration error", f"{error:.3f}", "")


def measure_strangers(judge, data):
    """Sentences that have nothing to do with each other, but for what chance wants."""
    pairs = rows(data / "perspectrum/dev.tsv")
    targets = sorted({r["target"] for r in pairs})
    texts = sorted({(r["text"], r["target"]) for r in pairs})
    rng = random.Random(1)
    drawn = []
    while len(drawn) < 1000:
        (text, own), target = rng.choice(texts), rng.choice(targets)
        if own != target:
            drawn.append((target, text))
    judged = judge.pairs(drawn)
    line("Perspectrum dev, mixed at random: held to be unrelated", f"{np.mean([j[0] == 'unrelated' for j in judged]):.3f}", "")
    sided = [j[0] in ("support", "oppose") and j[1] >= 0.5 for j in judged]
    line("Perspectrum dev, mixed at random: on a side, 0.5 sure", f"{np.mean(sided):.3f}", "")


def measure_perspectrum(judge, data):
    pairs = [r for r in rows(data / "perspectrum/dev.tsv") if r["label"] in ("support", "undermine")]
    judged = judge.pairs([(r["target"], r["text"]) for r in pairs])
    gold = [r["label"] for r in pairs]
    guess = ["support" if j[2] >= 0.5 else "undermine" for j in judged]
    line("Perspectrum dev: support/undermine macro F1", f"{macro_f1(gold, guess, ['support', 'undermine']):.3f}", "0.70")
    line("Perspectrum dev: accuracy", f"{np.mean([g == h for g, h in zip(gold, guess)]):.3f}", "")
    sure = [max(j[2], 1 - j[2]) for j in judged]
    line("Perspectrum dev: calibration error of the side", f"{calibration_error(sure, [g == h for g, h in zip(gold, guess)]):.3f}", "")
    line("Perspectrum dev: held to be related", f"{np.mean([j[0] != 'unrelated' for j in judged]):.3f}", "")


def measure_argkp_sides(judge, data):
    arguments = rows(data / "argkp/dev.arguments.tsv")
    judged = judge.pairs([(r["topic"], r["argument"]) for r in arguments])
    gold = [r["stance"] for r in arguments]
    guess = ["pro" if j[2] >= 0.5 else "con" for j in judged]
    line("ArgKP dev: pro/con macro F1", f"{macro_f1(gold, guess, ['pro', 'con']):.3f}", "")


def sentences(text):
    return [s for s in re.split(r"(?<=[.!?])\s+", clean(text)) if len(s) > 15][:40] or [clean(text)]


def judge_documents(judge, documents):
    """For (proposition, text) the summed evidence for the proposition and the best relatedness of a sentence."""
    pairs, owner = [], []
    for i, (proposition, text) in enumerate(documents):
        for sentence in sentences(text):
            pairs.append((proposition, sentence))
            owner.append(i)
    side, related = np.zeros(len(documents)), np.zeros(len(documents))
    for i, (_, _, supports, near) in zip(owner, judge.pairs(pairs)):
        side[i] += near * (supports - 0.5)
        related[i] = max(related[i], near)
    return side, related


def measure_vast(judge, data):
    posts = {r["post_id"]: r["text"] for r in rows(data / "vast/train.posts.tsv")}
    pairs = [r for r in rows(data / "vast/train.tsv") if r["label"] in ("pro", "con") and r["post_id"] in posts]
    pairs = random.Random(1).sample(pairs, min(SAMPLE, len(pairs)))
    side, _ = judge_documents(judge, [(f"We should support {r['target']}", posts[r["post_id"]]) for r in pairs])
    guess = ["pro" if s > 0 else "con" for s in side]
    line("VAST train, no training: pro/con macro F1", f"{macro_f1([r['label'] for r in pairs], guess, ['pro', 'con']):.3f}", "")


def measure_fnc(judge, data):
    bodies = {r["Body ID"]: r["articleBody"] for r in rows(data / "fnc1/train_bodies.csv", ",")}
    pairs = random.Random(1).sample(rows(data / "fnc1/train_stances.csv", ","), SAMPLE // 4)
    side, related = judge_documents(judge, [(r["Headline"], bodies[r["Body ID"]]) for r in pairs])
    gold = [r["Stance"] for r in pairs]
    guess = ["unrelated" if n < 0.85 else "agree" if s > 1 else "disagree" if s < -1 else "discuss" for s, n in zip(side, related)]
    labels = ["agree", "disagree", "discuss", "unrelated"]
    by_label = f1_by_label(gold, guess, labels)
    line("FNC-1 train, no training: macro F1 (of four)", f"{np.mean(by_label):.3f}", "")
    line("FNC-1 train, no training: F1 of disagree", f"{by_label[1]:.3f}", "")


def average_precision(labels):
    hits, total = 0, 0.0
    for i, label in enumerate(labels):
        if label:
            hits += 1
            total += hits / (i + 1)
    return total / hits if hits else 0.0


def measure_argkp(judge, data):
    arguments, points = rows(data / "argkp/dev.arguments.tsv"), rows(data / "argkp/dev.key_points.tsv")
    labels = {(r["arg_id"], r["key_point_id"]): r["label"] for r in rows(data / "argkp/dev.labels.tsv")}
    groups = collections.defaultdict(lambda: ([], []))
    for r in arguments:
        groups[r["topic"], r["stance"]][0].append(r)
    for r in points:
        groups[r["topic"], r["stance"]][1].append(r)
    strict, relaxed = [], []
    for own, candidates in groups.values():
        if not own or not candidates:
            continue
        cosine = judge.vectors([r["argument"] for r in own]) @ judge.vectors([r["key_point"] for r in candidates]).T
        best, score = cosine.argmax(1), cosine.max(1)
        chosen = np.argsort(-score, kind="stable")[:len(own) // 2]
        found = [labels.get((own[i]["arg_id"], candidates[best[i]]["key_point_id"])) for i in chosen]
        strict.append(average_precision([label == "1" for label in found]))
        relaxed.append(average_precision([label != "0" for label in found]))
    line("ArgKP dev: mAP strict / relaxed", f"{np.mean(strict):.3f} / {np.mean(relaxed):.3f}", ".60 / .75")


def bare(text):
    return re.sub(r"(https?://|pic\.twitter\.com/)\S+", " ", text)


def terms(text):
    found = re.findall(r"[a-z0-9]+", bare(text).lower())
    return [w[:-1] if w.endswith("s") and len(w) > 3 else w for w in found]


def bm25(documents, queries, k=1.2, b=0.75):
    postings, lengths = collections.defaultdict(list), []
    for i, document in enumerate(documents):
        counts = collections.Counter(terms(document))
        lengths.append(sum(counts.values()))
        for term, count in counts.items():
            postings[term].append((i, count))
    lengths = np.array(lengths, dtype=float)
    norm = k * (1 - b + b * lengths / lengths.mean())
    scores = np.zeros((len(queries), len(documents)))
    for q, query in enumerate(queries):
        for term in set(terms(query)):
            found = postings.get(term, [])
            if found:
                places = np.array([i for i, _ in found])
                counts = np.array([c for _, c in found], dtype=float)
                idf = math.log(1 + (len(documents) - len(found) + 0.5) / (len(found) + 0.5))
                scores[q, places] += idf * counts * (k + 1) / (counts + norm[places])
    return scores


def map_at_5(scores, names, queries, relevant):
    found = []
    for row, query in zip(scores, queries):
        hits, total = 0, 0.0
        for i, place in enumerate(np.argsort(-row, kind="stable")[:5]):
            if names[place] in relevant[query]:
                hits += 1
                total += hits / (i + 1)
        found.append(total / max(1, min(5, len(relevant[query]))))
    return float(np.mean(found))


def measure_checkthat(judge, data):
    claims, queries = rows(data / "checkthat20-t2/verified_claims.tsv"), rows(data / "checkthat20-t2/dev.queries.tsv")
    relevant = collections.defaultdict(set)
    for text in (data / "checkthat20-t2/dev.qrels").read_text(encoding="utf-8").splitlines():
        query, _, claim, label = text.split()
        if int(label) > 0:
            relevant[query].add(claim)
    asked = [bare(r["text"]) for r in queries]
    words = bm25([f"{r['vclaim']} {r['title']}" for r in claims], asked)
    vectors = judge.vectors(asked)
    cosine = np.maximum(vectors @ judge.vectors([r["vclaim"] for r in claims]).T, vectors @ judge.vectors([r["title"] for r in claims]).T)
    names, ids = [r["vclaim_id"] for r in claims], [r["tweet_id"] for r in queries]
    for name, scores in (("words (BM25)", words), ("vectors", cosine), ("words + 20 x vectors", words + 20 * cosine)):
        line(f"CheckThat 2020 task 2 dev: MAP@5 by {name}", f"{map_at_5(scores, names, ids, relevant):.3f}", "0.85")


def measure_mrpc(judge, data):
    pairs = rows(data / "mrpc/train.tsv")
    cosine = (judge.vectors([r["text1"] for r in pairs]) * judge.vectors([r["text2"] for r in pairs])).sum(1)
    gold = np.array([r["label"] == "1" for r in pairs])
    order = np.random.default_rng(1).permutation(len(pairs))
    right, f1 = [], []
    for fold in np.array_split(order, 5):
        rest = np.setdiff1d(order, fold)
        choices = np.arange(0.3, 0.96, 0.01)
        best = max(choices, key=lambda t: np.mean((cosine[rest] > t) == gold[rest]))
        guess = cosine[fold] > best
        right.append(np.mean(guess == gold[fold]))
        f1.append(2 * np.sum(guess & gold[fold]) / max(1, guess.sum() + gold[fold].sum()))
    line("MRPC train, threshold by 5 folds: accuracy / F1", f"{np.mean(right):.3f} / {np.mean(f1):.3f}", "")


def measure_speed(judge, data):
    pairs = sorted((clean(r["target"]), clean(r["text"])) for r in rows(data / "perspectrum/dev.tsv"))
    speed = float(judge.ask([f"{p}\t{c}" for p, c in pairs], "--speed")[0])
    line("judged pairs a second of processor time", f"{speed:,.0f}", "20,000")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--relate", required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--spec", type=pathlib.Path, required=True)
    parser.add_argument("--tuning", type=pathlib.Path, required=True)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    judge = Judge(options.relate)
    line("figure", "measured", "wanted")
    wrong = measure_spec(judge, "dev", options.spec / "examples.jsonl", options.errors)
    wrong += measure_spec(judge, "tuning", options.tuning, options.errors)
    for measure in (measure_written, measure_perspectrum, measure_strangers, measure_argkp_sides, measure_vast, measure_fnc, measure_argkp,
                    measure_checkthat, measure_mrpc, measure_speed):
        measure(judge, options.data)
    for text in wrong:
        print(text)


if __name__ == "__main__":
    main()
