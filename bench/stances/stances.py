#!/usr/bin/env python3
"""Scores the stances in the text: precision, recall and F1, by holder, target and direction.

    bench/stances/stances.py [--errors N] [--blind]

Sets: dev (the specification's examples) and tuning (bench/spec/heldout), which lay open while the rules were written; open
(bench/stances/examples.jsonl: texts of this repository with the stances that a reader marked, all but three before the program had seen them; its
mistakes were looked at afterwards); a and b (written_a.jsonl, written_b.jsonl: 450 texts each, by two annotators): "learnt" is what lists and
rules were grown on, "held" what nobody looked at, every third text of a and every second of b; c and d (written_c.jsonl, written_d.jsonl: 147 and
137 texts, written before a round of work on rules and lists by who did it; the mistakes of d were looked at, those of c were not); e (3,560 texts by
seven annotators who repeated no construction: "held", written_e.jsonl, the last 15 % of six of them, is only scored; "learnt",
analyze/training/stances, is there to learn from). --errors prints N mismatches of those looked at; --blind adds the figures of bench/spec/heldout's
blind set, whose texts nobody reads who works on the rules. NewsMTSC: `bench/claims/run polarity`. score.py and the examples lie
beside the repository, in ../shared/spec, or where STANDPOINT_SPEC says. Exit status: 0 scored, 2 cannot be.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
HELD = {"a": 3, "b": 2}  # of the written sets every third text is held out, and every second: by the number in its id
FIGURES = ("stance_precision", "stance_recall", "stance_f1")


def part(name, held, folder):
    """The file of the texts of a written set that are held out, or of the others."""
    path = pathlib.Path(folder) / f"{name}-{'held' if held else 'learnt'}.jsonl"
    lines = (ROOT / f"bench/stances/written_{name}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(li for li in lines if (int(json.loads(li)["id"][2:]) % HELD[name] == 0) == held), encoding="utf-8")
    return path


def score(spec, gold, errors):
    """The figures of a set, and lines that tell mismatches."""
    with tempfile.NamedTemporaryFile("w+", suffix=".jsonl") as predicted:
        with open(gold, encoding="utf-8") as texts:
            subprocess.run([ROOT / "bazel-bin/cli/spec/annotate"], stdin=texts, stdout=predicted, check=True)
        command = [sys.executable, spec / "score.py", "--errors", str(10000 if errors else 0), gold, predicted.name]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    figures = {name: float(value) for name, _, value in (line.partition(" ") for line in out) if name in FIGURES}
    return figures, [line for line in out if " stance " in line][:errors]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="after the table, N mismatches of each open set")
    parser.add_argument("--blind", action="store_true", help="the figures of the blind set, too")
    options = parser.parse_args()
    spec = pathlib.Path(os.environ.get("STANDPOINT_SPEC", ROOT.parent / "shared" / "spec"))
    if not (spec / "score.py").is_file():
        print(f"stances.py: no score.py in {spec}: nothing was measured", file=sys.stderr)
        return 2
    sets = {
        "dev": spec / "examples.jsonl",
        "tuning": ROOT / "bench/spec/heldout/tuning.jsonl",
        "open": ROOT / "bench/stances/examples.jsonl",
        "c": ROOT / "bench/stances/written_c.jsonl",
        "d": ROOT / "bench/stances/written_d.jsonl",
        "e learnt": ROOT / "analyze/training/stances/written.jsonl",
        "e held": ROOT / "bench/stances/written_e.jsonl",
    }
    if options.blind:
        sets["blind"] = ROOT / "bench/spec/heldout/blind.jsonl"
    build = ["bazel", "build", "--noshow_progress", "--ui_event_filters=-info", "//cli/spec:annotate"]
    subprocess.run(build, cwd=ROOT, check=True)
    print(f"{'stances':10}{'precision':>10}{'recall':>10}{'F1':>10}")
    told = []
    with tempfile.TemporaryDirectory() as folder:
        for name in HELD:
            sets |= {f"{name} {'held' if held else 'learnt'}": part(name, held, folder) for held in (False, True)}
        for name, gold in sets.items():
            unseen = name in ("blind", "c") or name.endswith(" held")
            figures, errors = score(spec, gold, 0 if unseen else options.errors)
            print(f"{name:10}" + "".join(f"{figures[figure]:10.3f}" for figure in FIGURES), flush=True)
            told += [f"{name}: {error}" for error in errors]
    print("\n".join(["", *told] if told else []), end="\n" if told else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
