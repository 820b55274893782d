"""Stage 5: the model file that ships, from what the stages before it learnt."""

import datetime
import hashlib
import json
import pathlib

import numpy as np
import torch

import features
import lemma
import model_file
import segment_train

HERE = pathlib.Path(__file__).resolve().parent

DATA = [
    {"name": "UD English EWT, train", "licence": "CC BY-SA 4.0"},
    {"name": "UD English GUM, train, genres with open text", "licence": "CC BY 4.0, CC BY-SA, public domain"},
    {"name": "wikigold", "licence": "CC BY 4.0"},
    {"name": "re3d, train", "licence": "OGL, CC BY-SA, public domain"},
    {"name": "CrossNER politics, train and dev", "licence": "MIT"},
    {"name": "ewt_names, invented, irregular_verbs", "licence": "written for this repository"},
    {"name": "bulk news, speeches and addresses", "licence": "word statistics and unsupervised weights, and what our own networks think of its sentences"},
]


def quantised(matrix):
    """Rows of int8 and what to multiply each with."""
    scale = np.maximum(np.abs(matrix).max(1), 1e-8) / 127
    return np.round(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def digest():
    """Of the training code and of what was written for it: every file beside this one and below, by name."""
    h = hashlib.sha256()
    for path in sorted(p for p in HERE.rglob("*") if p.suffix in (".py", ".c", ".txt")):
        h.update(str(path.relative_to(HERE)).encode() + b"\0" + path.read_bytes())
    return h.hexdigest()


def run(data, work, out):
    trained = torch.load(work / "student.pt")
    sections = {}
    for name, tensor in trained["network"].items():
        array = tensor.numpy()
        if array.ndim == 2 and name.endswith("weight"):
            sections[name + "/q"], sections[name + "/scale"] = quantised(array)
        else:
            sections[name] = array.astype(np.float32)
    labels = trained["labels"]
    for section, field in (("upos", "upos"), ("xpos", "xpos"), ("feats", "feats"), ("relations", "deprel"), ("entities", "names")):
        sections[f"labels/{section}"] = "\n".join(labels[field]).encode()
    sections["vocabulary"] = (work / "vocabulary.txt").read_bytes().rstrip(b"\n")
    sections |= segment_train.sections(work)
    sections |= lemma.sections(data)
    card = {
        "name": "standpoint-english",
        "date": datetime.date.today().isoformat(),
        "language": "en",
        "hashed_rows": features.HASHED_ROWS,
        "data": DATA,
        "scores": trained["scores"],
        "settings": trained["settings"],
        "training_digest": digest(),
    }
    sections["card"] = json.dumps(card, indent=1).encode()
    model_file.write(out, sections)
    print(f"{out}: {pathlib.Path(out).stat().st_size / 1e6:.1f} MB")
