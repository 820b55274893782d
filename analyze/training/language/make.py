#!/usr/bin/env python3
"""Trains the English language model: analyze/training/language/make.py [--data ../shared/data] [--work DIR] [--out FILE]

Stages, each of which is skipped when its result is in the work folder and goes on from its checkpoint when it was stopped:

    prepare   the bulk texts as numbers                      2 minutes
    pretrain  words are guessed from both sides             45 minutes
    segment   where words and sentences end                  3 minutes
    train     tags, trees and names from the treebanks      45 minutes
    teachers  two more such networks, one of them wider     50 minutes each
    students  what three agree on, of unlabelled text: two
              that follow each other, the second one ships  2 hours
    export    the model file, with its card

Times are of two cores of an AMD EPYC with AVX-512, of which others had a third. Needs PyTorch (2.15.0 from PyPI was used, none other tried),
numpy, gcc, and for the segmenter's features bazel. The seeds are fixed; sums of floating point differ between processors and numbers of threads, and the scores with
them by some hundredths.
"""

import argparse
import pathlib
import subprocess
import sys

import torch

import distil
import export
import prepare
import pretrain
import segment_train
import train

ROOT = pathlib.Path(__file__).resolve().parents[3]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared" / "data", help="the data sets")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("language-training"), help="checkpoints; 4 GB")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "analyze" / "models" / "english.lm")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    if not (arguments.data / "ud-ewt" / "train.conllu").exists():
        sys.exit(f"make.py: no data sets in {arguments.data}; name their folder with --data")
    torch.set_num_threads(arguments.threads)
    arguments.work.mkdir(parents=True, exist_ok=True)
    prepare.run(arguments.data, arguments.work)
    pretrain.run(arguments.work)
    if not (arguments.work / "segment.npz").exists():
        subprocess.run(["bazel", "build", "--config=opt", "//analyze/segment:segment_features"], cwd=ROOT, check=True)
        program = ROOT / "bazel-bin" / "analyze" / "segment" / "segment_features"
        segment_train.train(arguments.data, arguments.work, program, seed=1, epochs=3)
    train.run(arguments.data, arguments.work)
    distil.run(arguments.data, arguments.work)
    export.run(arguments.data, arguments.work, arguments.out)


if __name__ == "__main__":
    main()
