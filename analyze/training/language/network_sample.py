"""Writes models with random weights: a tiny one with what PyTorch makes of a few sentences, for the tests of the engine, and one of
the real size, for its benchmarks.

    python network_sample.py --tiny analyze/encode/testdata/tiny.lm --features analyze/encode/testdata/word_features.tsv --full /tmp/full.lm
"""

import argparse
import random

import numpy as np
import torch
from torch.nn import functional

import features
import model_file
import names
import network
import sru

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()

SENTENCES = [
    "The Ferry board said on Monday that the night service has failed .",
    "“ Sail ! ”",
    "no",
    "Anton Vries , 47 , didn’t like the re-painted MV-1002 Zephyr’s colour — ŻÓŁĆ , Straße , Привет , 東京 , 😀 and naïvete :",
    "the the the board board of of the 12,500 ferries",
]


def exact(x, weight, bias=None):
    """In the place of sru.half: what C++ is held against has no rounding but that of the weights."""
    return functional.linear(x, weight, bias)


def quantised(matrix):
    """Rows of int8 and what to multiply each with."""
    scale = (np.maximum(np.abs(matrix).max(1), 1e-8) / 127).astype(np.float32)
    return np.round(matrix / scale[:, None]).astype(np.int8), scale


def sections(net):
    """As export.py writes them; the network's own weights become those that are written."""
    out = {}
    with torch.no_grad():
        for name, tensor in net.state_dict().items():
            array = tensor.numpy()
            if array.ndim == 2 and name.endswith("weight"):
                q, scale = quantised(array)
                tensor.copy_(torch.from_numpy(q * scale[:, None]))
                out[name + "/q"], out[name + "/scale"] = q, scale
            else:
                out[name] = array.astype(np.float32)
    return out


def labels(sizes):
    lists = {
        "upos": UPOS,
        "xpos": [f"X{i}" for i in range(sizes[0])],
        "feats": ["_"] + [f"Feature={i}" for i in range(1, sizes[1])],
        "relations": ["root", "parataxis"] + [f"relation:{i}" for i in range(2, sizes[2])],
        "entities": names.LABELS,
    }
    return {f"labels/{k}": "\n".join(v).encode() for k, v in lists.items()}, [len(v) for v in lists.values()]


def lively(net):
    """Larger weights than training begins with, so that gates and scores differ from word to word."""
    with torch.no_grad():
        for name, p in net.named_parameters():
            if name.startswith("heads") and p.ndim == 2:
                p.mul_(3)
            elif name.endswith((".v", ".b", "bias", "distance", "root")):
                p.add_(torch.randn_like(p) * 0.3)


def sample(net, vocabulary):
    """What the network says of SENTENCES, sentence by sentence, one after the other."""
    out = {"states": [], "arcs": [], "tags": [], "relations": [], "names": []}
    same = lambda y: y
    for sentence in SENTENCES:
        forms = sentence.split()
        words = torch.tensor([vocabulary.id(f) for f in forms])
        rows = torch.tensor([features.hashed_rows(f) for f in forms])
        n = len(forms)
        s = net.states(words, rows, torch.arange(n)[None], torch.tensor([n]))
        out["states"].append(s.flatten())
        out["arcs"].append(net.heads.arcs(s, same).flatten())
        out["tags"].append(torch.cat(net.heads.tags(s, same), -1).flatten())
        out["names"].append(net.heads.names(s, same).flatten())
        for head in range(n + 1):
            out["relations"].append(net.heads.relations(s, torch.full((1, n), head), same).flatten())
    return {f"sample/{k}": torch.cat(v).numpy().astype(np.float32) for k, v in out.items()}


def tiny():
    network.WIDTH, network.MIX, network.HIDDEN, network.HASHED_ROWS, features.HASHED_ROWS = 32, (32, 16), 48, 256, 256
    heads = network.Heads
    heads.ARC, heads.RELATION, heads.TAG, heads.ENTITY, heads.FAR = 32, 16, 32, 16, 8
    network.half = sru.half = exact
    words = sorted({features.normalise(f) for s in SENTENCES for f in s.split()})[::2]
    vocabulary = features.Vocabulary(words)
    lists, sizes = labels((11, 13, 9))
    net = network.Network(len(vocabulary), *sizes)
    lively(net)
    out = sections(net) | lists
    with torch.no_grad():
        out |= sample(net, vocabulary)
    out["vocabulary"] = "\n".join(words).encode()
    out["sample/sentences"] = "\n".join(SENTENCES).encode()
    return out


def full(vocabulary):
    lists, sizes = labels((50, 240, 52))
    net = network.Network(len(vocabulary) + 1, *sizes)
    lively(net)
    out = sections(net) | lists
    out["vocabulary"] = "\n".join(vocabulary).encode()
    return out


def invented_words():
    """Words that nobody wrote, of the alphabets and marks that the features tell apart."""
    r = random.Random(3)
    pools = [
        "abcdefgz", "ABCXYZ", "0123456789", "'\"-.,:;!?()#@&$%", "‘’“”–‐‑`´—…", "àéîöüñßæœÀÉÎÖÜÑÆŒİıſ", "абвгЖЩЮЯ", "αβγδΣΩςσ",
        "אבגד", "ابجد", "कखगि", "ขคง", "一二三", "かなカナ", "한글", "😀🚢🏽", "ǅǈ", "Ⅷⅷ", "²½", "\u0301\u200d\u00ad\ufffd", "𝒜𐐀𐐨", "ẞἈᾈ",
    ]
    words = ["a", "A", "’", "İ", "don’t", "re-painted", "MV-1002", "10,000.50", "A" * 70, "é" * 64 + "x", "aAaAaAaAaAaA", "ΑΣ"]
    for _ in range(300):
        pool = "".join(r.sample(pools, r.choice((1, 1, 2, 3))))
        words.append("".join(r.choice(pool) for _ in range(r.choice((1, 2, 3, 4, 5, 6, 9, 14)))))
    return words


def features_table():
    """A word a line: the word, its normal form, and its rows in a table of 65536."""
    lines = []
    for word in invented_words():
        rows = " ".join(map(str, features.hashed_rows(word)))
        lines.append(f"{word}\t{features.normalise(word)}\t{rows}\n")
    return "".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tiny")
    parser.add_argument("--features")
    parser.add_argument("--full")
    parser.add_argument("--vocabulary", help="words of the full model, one a line")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.features:
        with open(arguments.features, "w", encoding="utf-8") as out:
            out.write(features_table())
    if arguments.full:
        torch.manual_seed(1)
        with open(arguments.vocabulary, encoding="utf-8") as lines:
            model_file.write(arguments.full, full(lines.read().split("\n")[:-1]))
    if arguments.tiny:
        torch.manual_seed(2)
        model_file.write(arguments.tiny, tiny())


if __name__ == "__main__":
    main()
