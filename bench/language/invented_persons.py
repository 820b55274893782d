#!/usr/bin/env python3
"""In how many of 300 sentences with an invented person, most with a name that is not English, the whole name is found as a person's.

    bench/language/invented_persons.py [--standpoint PROGRAM] [--model FILE]

Five frames with sixty names each, drawn with a fixed seed; prints what was found instead, too. Names and frames are in nobody's training data as
they stand, but single given names may be.
"""

import argparse
import collections
import pathlib
import random
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
GIVEN = "Marta Anton Priya Elin Ines Jonas Tomas Lena Viktor Amara Kwame Yusuf Noor Birgit Ewan Sunita Petra Davor Aiko Chidi".split()
FAMILY = "Quill Vries Menon Strand Calder Harrowgate Okoye Lindqvist Marsh Thorne Bellamy Novak Castellan Ruiz Adeyemi Farrow Ishii Brandt Moor Pell".split()
FRAMES = ("{} said that the toll has failed.", "{} opposes the dam.", "The critic {} praised it.", "According to {}, the bridge is safe.", "{}, a farmer, refused.")
NAMES, SEED = 60, 1


def found(conllu):
    """Of each sentence its NER tags, as one text."""
    for sentence in conllu.strip().split("\n\n"):
        misc = [line.split("\t")[9] for line in sentence.splitlines() if not line.startswith("#")]
        yield " ".join(entry[4:] for column in misc for entry in column.split("|") if entry.startswith("NER="))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--standpoint", default=ROOT / "bazel-bin/cli/standpoint")
    parser.add_argument("--model", default=ROOT / "analyze/models/english.lm")
    arguments = parser.parse_args()
    generator = random.Random(SEED)
    names = [f"{generator.choice(GIVEN)} {generator.choice(FAMILY)}" for _ in range(NAMES)]
    text = "\n\n".join(frame.format(name) for name in names for frame in FRAMES) + "\n"
    command = [arguments.standpoint, "parse", "-", "--model", arguments.model]
    conllu = subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    for tags, count in collections.Counter(found(conllu)).most_common(6):
        print(f"{count:4} of {NAMES * len(FRAMES)}  {tags or 'nothing'}")


if __name__ == "__main__":
    main()
