"""Trains the segmenter: where words part, and where sentences end.

    segment_train.py --data ../shared/data --work WORK --features bazel-bin/analyze/segment/segment_features

The features come from the C++ that will use them (//analyze/segment:segment_features). Writes WORK/segment.npz, which
`sections` reads for the model file.
"""

import argparse
import collections
import pathlib
import subprocess
import time

import numpy as np
import torch
from torch import nn

import conllu
import raw_text

SPLITS = 3
SPLIT_BUCKETS = 1 << 16
SPLIT_FEATURES = 28
SPLIT_RECORD = np.dtype([("offset", "<u4"), ("features", "<u2", SPLIT_FEATURES)])

PLACE_FEATURES = 7
PLACE_ROWS = 1120
SINCE_ROW = 1104  # from here on, the words since the last boundary
BOUNDARY_RECORD = np.dtype(
    [
        ("begin", "<u4"),
        ("end", "<u4"),
        ("new_paragraph", "<u2"),
        ("form", "<u2"),
        ("suffix", "<u2"),
        ("shape", "<u2"),
        ("place", "<u2", PLACE_FEATURES),
        ("may_start", "<u2"),
    ]
)
FORMS, SUFFIXES, SHAPES = 1 << 14, 1 << 11, 64
EMBEDDING, SIDE, HIDDEN = 32, 6, 64


# Words that part inside letters.


def contractions(sentences):
    parted, whole = collections.Counter(), collections.Counter()
    for sentence in sentences:
        for first, last, form, _ in sentence.tokens:
            parts = [w.form.lower() for w in sentence.words[first : last + 1]]
            if not form.isascii() or not form.isalpha():
                continue
            if len(parts) > 1 and "".join(parts) == form.lower():
                parted[" ".join(parts)] += 1
            whole["".join(parts)] += 1
    listed = {}
    for parts, count in parted.most_common():
        share = count / whole[parts.replace(" ", "")]
        clitic = parts.split()[-1] in ("nt", "ll", "re", "ve", "m", "d", "na", "not")
        if (count >= 2 and share >= 0.02) or (share > 0.5 and clitic):
            listed.setdefault(parts.replace(" ", ""), parts)
    return "\n".join(sorted(listed.values()))


# Running the C++.


def records(program, mode, text, dtype, *files):
    out = subprocess.run([program, mode, *files], input=text, stdout=subprocess.PIPE, check=True).stdout
    return np.frombuffer(out, dtype)


def split_examples(program, raw, contraction_file):
    places = records(program, "splits", raw.text, SPLIT_RECORD, contraction_file)
    label = {begin: 2 if joined else 1 for begin, joined in zip(raw.begins, raw.joined)}
    return places["features"].astype(np.int64), np.array([label.get(int(o), 0) for o in places["offset"]])


def train_splits(features, labels, seed, epochs=12):
    torch.manual_seed(seed)
    table = nn.EmbeddingBag(SPLIT_BUCKETS, SPLITS, mode="sum")
    nn.init.zeros_(table.weight)
    optimiser = torch.optim.Adam(table.parameters(), lr=0.02)
    x, y = torch.from_numpy(features), torch.from_numpy(labels)
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = 0.02 * (1 - epoch / epochs)
        order = torch.randperm(len(x))
        for batch in order.split(2048):
            # A feature in seven is hidden, so that no place leans on one alone.
            keep = (torch.rand(len(batch), SPLIT_FEATURES) > 0.15).float()
            scores = table(x[batch], per_sample_weights=keep)
            loss = nn.functional.cross_entropy(scores, y[batch]) + 1e-6 * table.weight.pow(2).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return quantised(table.weight.detach().numpy())[0]


def quantised(table):
    """One scale for the whole table."""
    scale = max(np.abs(table).max() / 127, 1e-6)
    return np.clip(np.round(table / scale), -127, 127).astype(np.int8), np.array([scale], np.float32)


# Ends of sentences.


class Places:
    """The words of several texts, and of each place between two of them what the network sees."""

    def __init__(self):
        self.words, self.place, self.window, self.label, self.since = [], [], [], [], []
        self.total = 0

    def add(self, words, raw):
        starts = {b for b, s in zip(raw.begins, raw.starts) if s}
        label = np.array([int(b) in starts for b in words["begin"]])
        ids = np.stack([words["form"], words["suffix"], words["shape"]], 1).astype(np.int64)
        first = np.flatnonzero(words["new_paragraph"])
        last = np.append(first[1:], len(words))
        # Padding of SIDE empty words between paragraphs.
        row = np.arange(len(words)) + SIDE * (np.cumsum(words["new_paragraph"].astype(np.int64)))
        padded = np.zeros((len(words) + SIDE * (len(first) + 1), 3), np.int64)
        padded[row] = ids
        since = np.zeros(len(words), np.int64)
        for a, b in zip(first, last):
            begin = a
            for i in range(a + 1, b):
                since[i] = i - begin
                if label[i]:
                    begin = i
        at = np.flatnonzero(words["may_start"])
        self.words.append(padded)
        self.place.append(words["place"][at, :-1].astype(np.int64))
        self.window.append(row[at] + self.total)
        self.label.append(label[at])
        self.since.append(since[at])
        self.total += len(padded)

    def tensors(self):
        cat = lambda parts: torch.from_numpy(np.concatenate(parts))
        return cat(self.words), cat(self.place), cat(self.window), cat(self.label).float(), cat(self.since)


def bucket(words):
    edges = torch.tensor([0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 16, 22, 30, 45, 63])
    return torch.bucketize(words, edges)


class BoundaryNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.form = nn.Embedding(FORMS, EMBEDDING)
        self.suffix = nn.Embedding(SUFFIXES, EMBEDDING)
        self.shape = nn.Embedding(SHAPES, EMBEDDING)
        self.place = nn.EmbeddingBag(PLACE_ROWS, HIDDEN, mode="sum")
        self.window = nn.Linear(2 * SIDE * EMBEDDING, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        for table in (self.form, self.suffix, self.shape):
            nn.init.normal_(table.weight, std=0.1)
        nn.init.normal_(self.place.weight, std=0.02)

    def forward(self, words, place, drop=0.0):
        """words: [n, 2 * SIDE, 3]; place: [n, PLACE_FEATURES]."""
        form, suffix, shape = words.unbind(-1)
        if drop:
            form = form * (torch.rand(form.shape) > drop)  # row 0 also stands for the unknown
        e = self.form(form) + self.suffix(suffix) + self.shape(shape)
        if drop:
            e = nn.functional.dropout(e, 0.2)
        h = torch.relu(self.window(e.flatten(1)) + self.place(place))
        if drop:
            h = nn.functional.dropout(h, 0.3)
        return self.out(h).squeeze(-1)


    def parameters_of_segmenter(self):
        """As the C++ wants them."""
        out = {}
        for name in ("form", "suffix", "shape", "place"):
            out[name + "/q"], out[name + "/scale"] = quantised(getattr(self, name).weight.detach().numpy())
        out["window"] = self.window.weight.detach().numpy().T.copy()
        out["window/bias"] = self.window.bias.detach().numpy()
        out["out"] = self.out.weight.detach().numpy()[0].copy()
        out["out/bias"] = self.out.bias.detach().numpy()
        return out


OFFSETS = torch.arange(-SIDE, SIDE)


def train_boundaries(places, seed, epochs, batch_size=512, rate=2e-3, log=print):
    torch.manual_seed(seed)
    words, place, window, label, since = places.tensors()
    network = BoundaryNetwork()
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.01)
    steps = epochs * (len(window) // batch_size + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps + 1, pct_start=0.1)
    begun = time.time()
    for epoch in range(epochs):
        total = 0.0
        for batch in torch.randperm(len(window)).split(batch_size):
            x = words[window[batch, None] + OFFSETS]
            s = since[batch]
            # Now and then a boundary before was missed or made up.
            wrong = torch.rand(len(batch)) < 0.1
            s = torch.where(wrong, (s * torch.rand(len(batch)) * 2).long() + 1, s)
            p = torch.cat([place[batch], SINCE_ROW + bucket(s)[:, None]], 1)
            loss = nn.functional.binary_cross_entropy_with_logits(network(x, p, drop=0.1), label[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch)
        log(f"epoch {epoch}: loss {total / len(window):.5f}, {time.time() - begun:.0f} s", flush=True)
    return network


# The whole.

# Each text is seen as the shared task wraps it, with a paragraph a line, and as letters are often set.
STYLES = (
    {"width": 80, "between": "\n\n"},
    {"width": 0, "between": "\n\n"},
    {"width": 0, "between": "\n"},
    {"width": 72, "between": "\n"},
)


def train(data, work, program, seed, epochs):
    ewt = list(conllu.read(data / "ud-ewt" / "train.conllu"))
    gum = list(conllu.gum(data / "ud-gum" / "train.conllu"))
    contraction_file, weight_file = work / "contractions", work / "split_weights"
    contraction_file.write_text(contractions(ewt + gum))
    examples = [split_examples(program, raw_text.make(s), contraction_file) for s in (ewt, gum)]
    weights = train_splits(*(np.concatenate(parts) for parts in zip(*examples)), seed)
    weights.tofile(weight_file)
    print(f"{len(weights)} rows of split weights", flush=True)
    places = Places()
    for sentences in (ewt, gum):
        for style in STYLES:
            raw = raw_text.make(sentences, **style)
            places.add(records(program, "boundaries", raw.text, BOUNDARY_RECORD, contraction_file, weight_file), raw)
    network = train_boundaries(places, seed, epochs)
    np.savez(work / "segment.npz", **{"split/q": weights}, **network.parameters_of_segmenter())


def sections(work):
    """Of the model file."""
    work = pathlib.Path(work)
    arrays = np.load(work / "segment.npz")
    out = {f"segment/{name}": arrays[name] for name in arrays.files}
    out["segment/contractions"] = (work / "contractions").read_bytes()
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--features", required=True, help="the program segment_features")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    train(options.data, options.work, options.features, options.seed, options.epochs)


if __name__ == "__main__":
    main()
