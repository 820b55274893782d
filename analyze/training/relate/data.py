"""Pairs of public sets, of which the side is known."""

import csv
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


def between(pairs, count, rng):
    """Claims about one proposition set against each other, and against it the other way round."""
    groups = {}
    for proposition, claim, side in pairs:
        groups.setdefault(proposition, []).append((claim, side))
    propositions = sorted(p for p, claims in groups.items() if len(claims) > 1)
    made = []
    for _ in range(count):
        proposition = rng.choice(propositions)
        (first, one), (second, other) = rng.sample(groups[proposition], 2)
        made.append((first, proposition, one) if rng.random() < 0.2 else (first, second, one * other))
    return made
