"""The data sets of the heads, each as texts with what is known of them."""

import collections
import csv
import json

# One text: `label` is the set's own; `group` parts folds of a cross-validation; `places` are spans of characters with a number each.
Example = collections.namedtuple("Example", "text label group places", defaults=(None, "", ()))

FACTUALITY = ("uds-ih2", "meantime", "rp", "mv2", "cb")


def _rows(path):
    csv.field_size_limit(1 << 30)
    with open(path, encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def factuality(data, name, half):
    """Targets are words of a text that is parted by blanks; the place of one is that of its first to its last character."""
    with open(data / "factuality" / ("%s.%s.jsonl" % (name, half)), encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            begins, at = [], 0
            for word in row["text"].split(" "):
                begins.append((at, at + len(word)))
                at += len(word) + 1
            places = tuple((begins[first][0], begins[last - 1][1], label) for first, last, label in row["targets"])
            yield Example(row["text"], places=places)


def claimbuster(data):
    for row in _rows(data / "claimbuster" / "train.tsv"):
        yield Example(row["text"], int(row["label"]))


def policlaim(data, name="train"):
    for row in _rows(data / "policlaim" / (name + ".tsv")):
        yield Example(row["sentence"], int(row["label"]), row["speech"])


def checkthat(data):
    for row in _rows(data / "checkthat19-t1" / "train.tsv"):
        yield Example(row["text"], int(row["label"]), row["document"])


SIDES = ("negative", "neutral", "positive")


def newsmtsc(data, name):
    for row in _rows(data / "newsmtsc" / (name + ".tsv")):
        yield Example(row["text"], SIDES.index(row["label"]), row["id"], ((int(row["start"]), int(row["end"]), 0),))
