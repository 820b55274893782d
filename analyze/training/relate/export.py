"""Writes trained networks as the program reads them, and what it says of a few pairs."""

import json

import numpy as np

import measure
import model_file
from network import ATTITUDES, HIDDEN, SCALE, SIDE_SCALE
from word_table import RELATIONS, ROOT
from written import UNRELATED

GOLDEN = ROOT / "analyze/relate/testdata/golden.tsv"

# What the program is held against (analyze/relate/golden_test.cc).
SAMPLES = [
    ("The fishing quota has failed", "the fishing quota has not failed"),
    ("The fishing quota has failed", "it is unclear whether the fishing quota works"),
    ("The fishing quota has failed", "the choir sang badly"),
    ("Trams are safer than buses", "buses are safer than trams"),
    ("The bridge toll has helped the port", "Since it was introduced, the toll hasn't brought a single ship more."),
    ("Prices rise", "Prices fall"),
    ("toll", "toll"),
    ("Is the harbour safe?", "In 2019, 12345 ships and 17 ferries used the harbour; nobody was hurt \u2013 not even \u00c9amon \u00d3 Briain."),
    ("The museum, the library, the theatre, the opera, the zoo, the park, the pool, the rink, the track and the hall should all stay open late",
     "If the town keeps its museum, its library, its theatre and its opera open late, then it will have to pay guards, porters, cleaners, clerks and "
     "technicians for their evenings, which would cost more than it earns, and nobody but a few tourists would come to see any of it"),
]


def transposed(weight):
    return np.ascontiguousarray(weight.T, dtype=np.float32)


def plain(array):
    return np.ascontiguousarray(array, dtype=np.float32)


def comparison(s):
    h, weight = HIDDEN, s["compare.weight"]
    return {"compare/own": transposed(weight[:, :h]), "compare/aligned": transposed(weight[:, h:2 * h]),
            "compare/product": transposed(weight[:, 2 * h:3 * h]), "compare/signs": transposed(weight[:, 3 * h:]),
            "compare/bias": plain(s["compare.bias"]), "sharpness": plain([s["sharpness"]])}


def decision(s, eps, temperature):
    """The numbers' normalisation and the temperature become part of the weights."""
    read = 4 * HIDDEN + 3 * ATTITUDES
    gain = s["norm.weight"] / np.sqrt(s["norm.running_var"] + eps)
    shift = s["norm.bias"] - s["norm.running_mean"] * gain
    numbers = s["hidden.weight"][:, read:]
    return {"hidden/read": transposed(s["hidden.weight"][:, :read]), "hidden/numbers": transposed(numbers * gain),
            "hidden/bias": plain(s["hidden.bias"] + numbers @ shift), "out/weight": plain(s["out.weight"] / temperature),
            "out/bias": plain(s["out.bias"] / temperature)}


def sections(network, temperature):
    s = {k: v.detach().numpy().astype(np.float64) for k, v in network.state_dict().items() if k not in ("vectors.weight", "sides.weight")}
    words = {"project/weight": transposed(s["project.weight"] * SCALE),
             "project/sides": transposed(s["project_sides.weight"] * SIDE_SCALE), "project/bias": plain(s["project.bias"]),
             "context/before": transposed(s["before.weight"]), "context/here": transposed(s["here.weight"]),
             "context/after": transposed(s["after.weight"]), "context/bias": plain(s["here.bias"]),
             "attitude/weight": transposed(s["attitude.weight"]), "attitude/bias": plain(s["attitude.bias"])}
    return {**words, **comparison(s), **decision(s, network.norm.eps, temperature)}


def write(table, q, scale, networks, temperature, card):
    parts = {"pair/sides/q": q, "pair/sides/scale": scale}
    for number, network in enumerate(networks):
        parts.update({f"pair/{number}/{name}": part for name, part in sections(network, temperature).items()})
    model_file.write(RELATIONS, {**table.sections, **parts, "card": json.dumps(card).encode()})


def write_golden(table, networks, temperature, inputs):
    p = measure.probabilities(networks, inputs(table, [(*pair, UNRELATED) for pair in SAMPLES]), temperature)
    lines = ["\t".join([*pair, *(f"{x:.5f}" for x in row)]) for pair, row in zip(SAMPLES, p)]
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
