"""The pairs that the relation of two sentences is learnt from."""

import collections
import csv
import random
import re

AUXILIARY = re.compile(
    r"\b(should|must|is|are|can|will|would|could|has|have|does|do|did|was|were|may|might)\b( not\b|n't\b)?", re.IGNORECASE)


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def clean(text):
    return " ".join(text.split())


def perspectrum(path):
    return [(clean(r["target"]), clean(r["text"]), 1 if r["label"] == "support" else -1)
            for r in rows(path) if r["label"] in ("support", "undermine")]


def load(data):
    """By set: [(proposition, claim, 1 or -1)]."""
    ibm = [(clean(r["target"]).replace("This house believes that ", ""), clean(r["text"]), 1 if r["label"] == "PRO" else -1)
           for r in rows(data / "ibm-claim-stance/train.tsv") if r["label"] in ("PRO", "CON")]
    argkp = [(clean(r["topic"]), clean(r[column]), 1 if r["stance"] == "pro" else -1)
             for name, column in (("arguments", "argument"), ("key_points", "key_point"))
             for r in rows(data / f"argkp/train.{name}.tsv")]
    return {"perspectrum": perspectrum(data / "perspectrum/train.tsv"), "ibm-claim-stance": ibm, "argkp": argkp}


def targets(data):
    """What the claims of the IBM set are about."""
    return {clean(r[column]) for r in rows(data / "ibm-claim-stance/train.tsv") for column in ("topic_target", "claim_target")
            if r[column] and len(r[column].split()) < 5}


def negated(text):
    """The contrary of a sentence, by its first auxiliary; None where it has none."""
    found = AUXILIARY.search(text)
    if not found:
        return None
    if found.group(2):
        return text[:found.start(2)] + text[found.end(2):]
    return text[:found.end(1)] + " not" + text[found.end(1):]


def turned(pairs):
    """Each pair with one of its sentences negated: the side is the other one."""
    for proposition, claim, side in pairs:
        contrary = negated(proposition)
        if contrary:
            yield contrary, claim, -side
        contrary = negated(claim)
        if contrary:
            yield proposition, contrary, -side


def repeated(pairs):
    """Each sentence with itself and with its contrary."""
    for sentence in sorted({text for proposition, claim, _ in pairs for text in (proposition, claim)}):
        yield sentence, sentence, 1
        contrary = negated(sentence)
        if contrary:
            yield sentence, contrary, -1
            yield contrary, sentence, -1


def key_points(data):
    """[(key point, argument that makes it, 1)] with the topic before each: [(topic, pair)]."""
    arguments = {r["arg_id"]: r for r in rows(data / "argkp/train.arguments.tsv")}
    points = {r["key_point_id"]: clean(r["key_point"]) for r in rows(data / "argkp/train.key_points.tsv")}
    return [(clean(arguments[r["arg_id"]]["topic"]), (points[r["key_point_id"]], clean(arguments[r["arg_id"]]["argument"]), 1))
            for r in rows(data / "argkp/train.labels.tsv") if r["label"] == "1"]


def abridged(text, content, rng):
    """The sentence without some of the words that tell of its topic."""
    telling = set(content(text))
    kept = [word for word in text.split() if not telling & set(content(word)) or rng.random() < 0.6]
    return " ".join(kept) or text


def related(data, sets, content, rng=random.Random(2)):
    """[(proposition, claim, whether they are about the same question)]: key points with arguments that make them and with
    others on the same topic; propositions with their claims, with claims on other topics that share a word, and with any; sentences with
    shorter versions of themselves."""
    arguments = {r["arg_id"]: clean(r["argument"]) for r in rows(data / "argkp/train.arguments.tsv")}
    points = {r["key_point_id"]: clean(r["key_point"]) for r in rows(data / "argkp/train.key_points.tsv")}
    labels = rows(data / "argkp/train.labels.tsv")
    made = [(points[r["key_point_id"]], arguments[r["arg_id"]], 1) for r in labels if r["label"] == "1"]
    others = [(points[r["key_point_id"]], arguments[r["arg_id"]], 0) for r in labels if r["label"] == "0"]
    pairs = rng.sample(made, 3000) + rng.sample(others, 2250)
    pairs += [(p, c, 1) for p, c, _ in rng.sample(sets["perspectrum"], 1500) + rng.sample(sets["ibm-claim-stance"], 750)]
    propositions = sorted({p for s in ("perspectrum", "ibm-claim-stance") for p, _, _ in sets[s]} | set(points.values()))
    words_of = [set(content(p)) for p in propositions]
    with_word = collections.defaultdict(set)
    for i, found in enumerate(words_of):
        for word in found:
            with_word[word].add(i)
    strange = []
    everything = sorted((p, c) for s in sets.values() for p, c, _ in s)
    for proposition, claim in rng.sample(everything, len(everything)):
        own = set(content(proposition))
        shared = collections.Counter(i for word in sorted(set(content(claim))) for i in sorted(with_word[word]))
        near = [i for i, _ in shared.most_common(8) if not own & words_of[i]][:3]
        if near:
            strange.append((propositions[rng.choice(near)], claim, 0))
        if len(strange) == 3750:
            break
    strange += [(rng.choice(propositions), claim, 0) for _, claim in rng.sample(everything, 2000)]
    return pairs + strange + [(text, abridged(text, content, rng), 1) for _, text in rng.sample(everything, 1500)]
