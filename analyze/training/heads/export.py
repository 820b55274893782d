"""The heads' file, from what was learnt. Format: docs/formats/language-model.md; reader: analyze/heads."""

import datetime
import hashlib
import json
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "language"))
import model_file  # noqa: E402

DATA = [
    {"name": "UDS-IH2 (text of EWT), train", "licence": "CC BY-SA 4.0", "for": "factuality"},
    {"name": "ClaimBuster, two classes, train", "licence": "CC BY 4.0", "for": "check-worthiness"},
    {"name": "NewsMTSC, train", "licence": "MIT", "for": "polarity towards targets"},
]


def quantised(matrix):
    """Rows of int8 and what to multiply each with."""
    scale = (np.maximum(np.abs(matrix).max(1), 1e-8) / 127).astype(np.float32)
    return np.round(matrix / scale[:, None]).astype(np.int8), scale


def array(parameter):
    return parameter.detach().numpy().astype(np.float32)


def hidden(check, polarity, factuality):
    """The layer that reads a state: weights and biases of all heads, one below the other."""
    own, heads = [array(m.own.weight) for m in factuality], [array(m.head.weight) for m in factuality]
    bias = [array(m.own.bias) for m in factuality]
    weights = [array(check.words.state.weight), array(polarity.words.state.weight), *own, *heads]
    biases = [array(check.words.state.bias), array(polarity.words.state.bias), *bias, np.zeros(sum(len(h) for h in heads), np.float32)]
    return np.concatenate(weights), np.concatenate(biases)


def sections(model, lexicon, check, polarity, factuality):
    out = {"language_model": np.array([model.checksum()], np.uint64), "lemmas": "\n".join(lexicon.lemmas).encode()}

    def matrix(name, numbers):
        out[name + "/q"], out[name + "/scale"] = quantised(numbers)

    weights, out["hidden.bias"] = hidden(check, polarity, factuality)
    matrix("hidden.weight", weights)
    matrix("lemma", np.concatenate([check.words.rows_of_lemmas(), polarity.words.rows_of_lemmas()], 1))
    matrix("tag", np.concatenate([array(check.words.tag.weight), array(polarity.words.tag.weight)], 1))
    matrix("factuality.features", np.concatenate([array(m.features.weight) for m in factuality], 1))
    for name, layer in (("check.out", check.out), ("evaluation.out", polarity.out), ("target.out", polarity.last)):
        out[name + ".weight"], out[name + ".bias"] = array(layer.weight), array(layer.bias)
    share = 1 / len(factuality)
    out["factuality.out.weight"] = np.concatenate([array(m.out.weight) for m in factuality], 1) * np.float32(share)
    out["factuality.out.bias"] = sum(array(m.out.bias) for m in factuality) * np.float32(share)
    out["check.bias"], out["check.length"] = array(check.bias), array(check.length)
    out["target.weights"], out["target.mix"], out["target.mix.bias"] = array(polarity.weights), array(polarity.mix), array(polarity.mix_bias)
    return out


def digest():
    """Of the training code: every file beside this one, by name."""
    h = hashlib.sha256()
    for path in sorted(p for p in HERE.iterdir() if p.suffix in (".py", ".cc")):
        h.update(path.name.encode() + b"\0" + path.read_bytes())
    return h.hexdigest()


def write(path, scores, *parts):
    out = sections(*parts)
    card = {"name": "standpoint-english-heads", "date": datetime.date.today().isoformat(), "language": "en", "data": DATA, "scores": scores}
    card["training_digest"] = digest()
    out["card"] = json.dumps(card, indent=1).encode()
    model_file.write(path, out)
    print("%s: %.1f MB" % (path, pathlib.Path(path).stat().st_size / 1e6))
