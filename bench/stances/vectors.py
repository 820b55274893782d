"""How good sentence vectors are: key points of arguments, claims that were checked before, paraphrases."""

import collections
import math
import re

import numpy as np

from judged import line, rows


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
