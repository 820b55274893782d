"""All that the judge learns from, as pairs of words with numbers, and how much each part counts."""

import collections
import hashlib
import pathlib
import random
import subprocess

import numpy as np

from data import between, key_points, load, negated, repeated, targets, turned
from network import LONGEST, LONGEST_CLAIM, SIDE_OPPOSE, SIDE_SUPPORT, Pairs
from valued import aside, events, outcomes, successes, valued
from written import OPPOSE, SUPPORT, UNRELATED, derived, direct, exchanged, framed, shortened, strangers, written

ROOT = pathlib.Path(__file__).resolve().parents[3]
FEATURES = ROOT / "bazel-bin/analyze/training/relate/features"
VALENCE = ROOT / "analyze/lexicon/data/valence.txt"
WRITTEN = frozenset(pathlib.Path(__file__).with_name("pairs").glob("*.txt"))
# Whose sides must mostly be inferred: learnt last, for they spoil what is learnt first.
HARD = frozenset(path for path in WRITTEN if path.stem in ("headlines_and_debates", "denials_and_turns"))
BETWEEN = (("perspectrum", 16000, 9), ("ibm-claim-stance", 2000, 10))  # claims set against each other: how many, seed
HELD_OUT = 10  # one in so many of the written propositions is not trained on

# How much of each batch, in parts of their sum: at first; then, when the public sets count for more, with more made by rule; at the end with more of
# the written ones.
FIRST = {"written": 35, "derived": 20, "framed": 5, "exchanged": 4, "perspectrum": 14, "perspectrum turned": 4, "ibm-claim-stance": 5,
         "ibm-claim-stance turned": 2, "argkp": 8, "argkp turned": 4, "key points": 2, "repeated": 2, "valued": 3, "strangers": 15,
         "public strangers": 15}
LAST = {**FIRST, "perspectrum": 40, "perspectrum turned": 10, "ibm-claim-stance": 8, "ibm-claim-stance turned": 3, "argkp": 12, "argkp turned": 6,
        "key points": 4, "repeated": 3, "strangers": 20, "public strangers": 65, "aside": 14, "between": 20, "outcomes": 14, "successes": 8,
        "shortened": 20, "hard": 14, "hard derived": 7}
END = {**LAST, "events": 12, "written": 60, "derived": 30, "hard": 24, "hard derived": 12}


def numbers(pairs):
    """What the program's own code says of them."""
    text = "".join(f"{p}\t{c}\n" for p, c, _ in pairs)
    out = subprocess.run([FEATURES, ROOT / "analyze/models/relations.lm"], input=text, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    return np.array([[float(v) for v in line.split("\t")] for line in out.splitlines()], np.float32)


def inputs(table, pairs):
    return Pairs([table.ids(p, LONGEST) for p, _, _ in pairs], [table.ids(c, LONGEST_CLAIM) for _, c, _ in pairs], numbers(pairs),
                 [label for _, _, label in pairs])


def sided(pairs):
    return [(p, c, SIDE_SUPPORT if side > 0 else SIDE_OPPOSE) for p, c, side in pairs]


def split(groups):
    """(those to train on, those held out), the same whatever the order."""
    order = sorted(groups, key=lambda group: hashlib.sha256(group[0].encode()).hexdigest())
    held = order[::HELD_OUT]
    return [group for group in groups if group not in held], held


def neighbours(table, pairs, least):
    """{word: words}, of pairs of the thesaurus that also keep the same company, and are no forms of each other."""
    found = collections.defaultdict(list)
    for a, b in pairs:
        if a[:4] != b[:4] and table.matrix[table.rows[a]] @ table.matrix[table.rows[b]] > least:
            found[a].append(b)
            found[b].append(a)
    return found


def strange(groups, public, rng):
    """Pairs that have nothing to do with each other, within the written ones and across the sets; and within the public sets."""
    own = [(p, p) for p, _ in groups] * 2 + [(c, p) for p, claims in groups for c, relation in claims if relation < 2][::6]
    claims = [(c, p) for p, found in groups for c, _ in found]
    propositions, arguments = sorted({(p, p) for p, _, _ in public}), [(c, p) for p, c, _ in public]
    return (strangers(own, claims, 30000, rng) + strangers(own, arguments, 9000, rng) + strangers(propositions, claims, 9000, rng),
            strangers(propositions, arguments, 50000, rng))


def training_pairs(data, wordnet, table, same, opposite, groups, hard, without=None):
    """{name: [(proposition, claim, label)]}, the names those of END but for what comes from the set `without`."""
    rng = random.Random(5)
    public = {name: pairs for name, pairs in load(data).items() if name != without}
    everything = [pair for name in sorted(public) for pair in public[name]]
    parts = {"written": direct(groups), "derived": derived(groups), "framed": framed(groups, rng),
             "exchanged": exchanged(groups, neighbours(table, same, 0.55), neighbours(table, opposite, 0.4), rng)}
    for name, pairs in public.items():
        parts[name], parts[f"{name} turned"] = sided(pairs), sided(turned(pairs))
    points = rng.sample([pair for _, pair in key_points(data)], 3000)
    if "argkp" in public:
        parts["key points"] = sided(points)
    parts["repeated"] = sided(list(repeated(everything))[::5])
    parts["valued"] = sided(valued(VALENCE, wordnet, sorted(targets(data)), 4000))
    parts["between"] = sided([pair for name, count, seed in BETWEEN if name in public
                              for pair in between(public[name], count, random.Random(seed))])
    parts["events"] = [(p, c, UNRELATED) for p, c in events(VALENCE, wordnet, sorted(targets(data)), 2000)]
    sentences = sorted({p for p, _ in groups} | {c for _, claims in groups for c, relation in claims if relation < 2} | {p for p, _, _ in everything})
    parts["shortened"] = shortened(sentences, negated, random.Random(11))
    parts["outcomes"] = [(p, c, SUPPORT if side > 0 else OPPOSE) for p, c, side in outcomes(VALENCE, wordnet, sorted(targets(data)), 4000)]
    parts["aside"] = [(p, c, UNRELATED) for p, c in aside(VALENCE, wordnet, sorted(targets(data)), 3000)]
    parts["successes"] = [(p, c, SUPPORT if side > 0 else OPPOSE) for p, c, side in successes(sorted(targets(data)), 4000)]
    parts["hard"], parts["hard derived"] = direct(hard), random.Random(14).sample(derived(hard), 20000)
    parts["strangers"], parts["public strangers"] = strange(groups, everything, rng)
    return parts


def written_groups():
    """(propositions to train on, those of them that are hard, and those held out of both)"""
    (plain, held), (hard, held_hard) = split(written(WRITTEN - HARD)), split(written(HARD))
    return plain, hard, held + held_hard
