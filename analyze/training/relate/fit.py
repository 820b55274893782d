#!/usr/bin/env python3
"""Trains what tells how two sentences stand to each other and writes analyze/models/relations.lm. Needs torch and numpy.

  bazel build --config=opt //analyze/training/relate:features
  python3 analyze/training/relate/fit.py [--data DIR] [--without SET] [--write]

The words' vectors are those that the file has (analyze/training/embed/word_table.py puts others there). DIR (../shared/data unless
named) holds the sets perspectrum, ibm-claim-stance and argkp; the rest is pairs/ and WordNet. One in ten of the
written propositions is held out, for the temperature and for what is printed; with --write the model and
analyze/relate/testdata/golden.tsv are written. --without leaves a public set out and measures with it. One thread and fixed seeds: the same machine makes the same file again,
in seven minutes.
"""

import argparse
import datetime
import pathlib
import sys

import torch

ROOT = pathlib.Path(__file__).resolve().parents[3]
for folder in ("embed", "language"):
    sys.path.append(str(ROOT / "analyze/training" / folder))

import export  # noqa: E402
import measure  # noqa: E402
from data import load, perspectrum  # noqa: E402
from network import PairNetwork, train  # noqa: E402
from sets import END, FIRST, LAST, inputs, sided, training_pairs, written_groups  # noqa: E402
from sides import formed, train_sides, valued_words  # noqa: E402
from word_table import WordTable, quantise  # noqa: E402
from wordnet import WordNet  # noqa: E402
from written import UNRELATED, direct  # noqa: E402

SEED = 9
# Shares, steps, rate, the steps after which that would be nothing, noise.
PHASES = [(FIRST, 1500, 2.5e-3, 8000, 0.3), (LAST, 4000, 2.3e-3, 6000, 0.3), (END, 2000, 1e-3, 2000, 0.3)]
PRIOR = 0.3  # log odds by which what is retrieved is unrelated more often than what is trained on
WORDNET = pathlib.Path("/usr/share/wordnet")  # Debian's wordnet-base
LEXICON = ROOT / "analyze/lexicon/data"
DATA = ("word statistics of news and speeches (AllSides, Reuters, Federal Reserve, ABC, BBC, addresses of presidents and governors); WordNet 3.0 "
        "(WordNet licence); Perspectrum train (CC BY-SA 4.0), IBM claim stance train (CC BY-SA 3.0), ArgKP 2021 train (CDLA-Sharing 1.0): weights "
        "alone, no text of theirs; 4,567 propositions with 54,804 claims and a lexicon of this repository")


def second_vectors(table, thesaurus, same, opposite):
    valued = formed(valued_words(LEXICON), table.words, thesaurus)
    sides = train_sides(table.matrix, table.rows, same, opposite, valued)
    q, scale = quantise(sides)
    return q, scale, q * scale[:, None]


def fitted(network, parts, tests):
    """The network after all phases of its training; what it says of `tests` is printed on the way."""
    for i, (shares, steps, rate, slope, noise) in enumerate(PHASES):
        torch.manual_seed(SEED + i)
        network.quieten(noise)
        used = [(parts[name], share) for name, share in shares.items() if name in parts]
        network = train(network, used, steps, rate, SEED + i, slope,
                        report=lambda step, mean: print(step, *measure.lines([mean], tests), sep="\n  ", flush=True))
    return network


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--without", metavar="SET")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not (options.data / "perspectrum/train.tsv").is_file():
        sys.exit(f"fit.py: no training data in {options.data}: nothing was trained")
    torch.set_num_threads(1)
    table, thesaurus = WordTable(), WordNet(WORDNET)
    same, opposite = thesaurus.relations(table.words)
    q, scale, sides = second_vectors(table, thesaurus, same, opposite)
    groups, hard, held = written_groups()
    pairs = training_pairs(options.data, WORDNET, table, same, opposite, groups, hard, options.without)
    parts = {name: inputs(table, found) for name, found in pairs.items()}
    print({name: len(found) for name, found in parts.items()}, flush=True)
    tests = {"written propositions held out": inputs(table, direct(held)),
             "Perspectrum dev": inputs(table, sided(perspectrum(options.data / "perspectrum/dev.tsv")))}
    if options.without:
        tests[options.without] = inputs(table, sided(load(options.data)[options.without]))
    torch.manual_seed(SEED)
    network = fitted(PairNetwork(table.matrix, sides, parts["written"].x.shape[1]), parts, tests)
    with torch.no_grad():
        network.out.bias[UNRELATED] += PRIOR
    networks = [network]
    temperature = measure.temperature(networks, tests["written propositions held out"])
    scores = list(measure.lines(networks, tests, temperature))
    print(f"temperature {temperature}", *scores, sep="\n  ")
    if options.write:
        card = {"name": "relations of English sentences", "date": datetime.date.today().isoformat(), "scores": scores, "data": DATA}
        export.write(table, q, scale, networks, temperature, card)
        export.write_golden(table, networks, temperature, inputs)


if __name__ == "__main__":
    main()
