#!/usr/bin/env python3
"""Scores relations and sentence vectors. Called by bench/stances/run, which tells what it measures. Needs numpy."""

import argparse
import json
import pathlib
import random
import sys

import numpy as np

from documents import measure_fnc, measure_vast
from judged import RELATIONS, Judge, clean, f1_by_label, line, macro_f1, rows
from vectors import measure_argkp, measure_checkthat, measure_mrpc

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "spec"))

from reliability import calibration_error  # noqa: E402


def spec_pairs(path):
    with open(path, encoding="utf-8") as file:
        found = [json.loads(text) for text in file]
    return [(d["proposition"], d["claim"], d["relation"]) for d in found if "relation" in d]


def measure_spec(judge, name, path, errors):
    pairs = spec_pairs(path)
    judged = judge.pairs([(p, c) for p, c, _ in pairs])
    gold = [r for _, _, r in pairs]
    line(f"specification, {name}: relation macro F1", f"{macro_f1(gold, [j.relation for j in judged], RELATIONS):.3f}", "0.72")
    error = calibration_error([(j.confidence, j.relation == g) for j, g in zip(judged, gold)])
    line(f"specification, {name}: calibration error", f"{error:.3f}", "")
    wrong = [(g, j, p, c) for (p, c, g), j in zip(pairs, judged) if g != j.relation]
    return [f"  {g:9} judged {j.relation:9} {j.confidence:.2f} | {p} | {c}" for g, j, p, c in wrong[:errors]]


SIDES = ("support", "oppose")


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
    guess = [j.relation for j in judged]
    by_label = " ".join(f"{f1:.2f}" for f1 in f1_by_label(gold, guess, RELATIONS))
    line("written pairs: relation macro F1", f"{macro_f1(gold, guess, RELATIONS):.3f}", "0.72")
    line("written pairs: F1 of support, oppose, discuss, unrelated", by_label, "")
    error = calibration_error([(j.confidence, j.relation == g) for j, g in zip(judged, gold)])
    line("written pairs: calibration error", f"{error:.3f}", "")
    for sure in (0.5, 0.65, 0.8):
        taken = [(g, j.relation) for g, j in zip(gold, judged) if j.relation in SIDES and j.confidence >= sure]
        right = sum(g == label for g, label in taken)
        precision, recall = right / max(1, len(taken)), right / sum(g in SIDES for g in gold)
        line(f"written pairs: sides with a confidence of {sure} and more, precision, recall", f"{precision:.3f}, {recall:.3f}", "")


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
    line("Perspectrum dev, mixed at random: held to be unrelated", f"{np.mean([j.relation == 'unrelated' for j in judged]):.3f}", "")
    sided = [j.relation in ("support", "oppose") and j.confidence >= 0.5 for j in judged]
    line("Perspectrum dev, mixed at random: on a side, 0.5 sure", f"{np.mean(sided):.3f}", "")


def measure_perspectrum(judge, data):
    pairs = [r for r in rows(data / "perspectrum/dev.tsv") if r["label"] in ("support", "undermine")]
    judged = judge.pairs([(r["target"], r["text"]) for r in pairs])
    gold = [r["label"] for r in pairs]
    guess = ["support" if j.supports >= 0.5 else "undermine" for j in judged]
    line("Perspectrum dev: support/undermine macro F1", f"{macro_f1(gold, guess, ['support', 'undermine']):.3f}", "0.70")
    line("Perspectrum dev: accuracy", f"{np.mean([g == h for g, h in zip(gold, guess)]):.3f}", "")
    sure = [max(j.supports, 1 - j.supports) for j in judged]
    line("Perspectrum dev: calibration error of the side", f"{calibration_error([(s, g == h) for s, g, h in zip(sure, gold, guess)]):.3f}", "")
    line("Perspectrum dev: held to be related", f"{np.mean([j.relation != 'unrelated' for j in judged]):.3f}", "")


def measure_argkp_sides(judge, data):
    arguments = rows(data / "argkp/dev.arguments.tsv")
    judged = judge.pairs([(r["topic"], r["argument"]) for r in arguments])
    gold = [r["stance"] for r in arguments]
    guess = ["pro" if j.supports >= 0.5 else "con" for j in judged]
    line("ArgKP dev: pro/con macro F1", f"{macro_f1(gold, guess, ['pro', 'con']):.3f}", "")


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
