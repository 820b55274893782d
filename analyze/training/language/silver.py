"""Names in a treebank that marks none: its tags for proper nouns say where they are, lists and the network itself of what kind.

Of EWT dev's names nine in ten are whole runs of proper nouns. Words outside such runs are no names; words that may join two runs to one name
("of", "-", "'s") and runs of unknown kind are not learnt from.
"""

import pathlib

import torch

import names

LISTS = pathlib.Path(__file__).resolve().parent / "known_names"
JOINS = {"IN", "HYPH", "POS", "CC", "GW", "ADD", "CD", "SYM", "AFX"}
TITLES = set("mr mr. mrs mrs. ms ms. dr dr. prof prof. president senator sen. rep. gov. governor gen. general lt. col. sgt. capt. captain rev. sir king "
             "queen prince princess pope judge justice secretary minister ambassador sheikh ayatollah mayor uncle aunt".split())  # fmt: skip
SURE = 0.75  # of a kind, to learn it


def _known():
    out = {}
    for kind in (*names.KINDS, "none"):
        for line in (LISTS / f"{kind.lower()}.txt").read_text(encoding="utf-8").splitlines():
            for name in line.split(",") if not line.startswith("#") else ():
                out.setdefault(name.strip(), kind)
    return out


KNOWN = _known()
FIRST_NAMES = {n for n, kind in KNOWN.items() if kind == "PER" and " " not in n}


def known_kind(forms):
    """The kind of the name that these words make, "none" where it is none of ours, None where it is unknown."""
    kind = KNOWN.get(" ".join(forms)) or KNOWN.get(" ".join(f.title() if f.isupper() and len(f) > 4 else f for f in forms))
    if kind:
        return kind
    like_a_person = forms[0] in FIRST_NAMES and len(forms) in (2, 3) and all(f[:1].isupper() for f in forms)
    return "PER" if like_a_person and not any(KNOWN.get(f) not in (None, "PER") for f in forms[1:]) else None


def runs(words):
    """Runs of proper nouns, half-open."""
    out, first = [], None
    for i in range(len(words) + 1):
        proper = i < len(words) and words[i].xpos.startswith("NNP")
        if proper and first is None:
            first = i
        elif not proper and first is not None:
            out.append((first, i))
            first = None
    return out


def labels(words):
    """Labels of a sentence's words, "" where unknown, and the runs whose kind is unknown."""
    found = runs(words)
    proper = {i for run in found for i in range(*run)}
    tags, unknown = ["O"] * len(words), []
    joins = {i for i, w in enumerate(words) if w.xpos in JOINS and i - 1 in proper and (i + 1 in proper or w.xpos in ("POS", "HYPH"))}
    for i in proper | joins:
        tags[i] = ""
    for first, last in found:
        joined = first - 1 in joins or last in joins and words[last].xpos != "POS"
        while first < last and words[first].form.lower() in TITLES:
            tags[first] = "O"
            first += 1
        if joined or first == last:
            continue
        kind = known_kind([w.form for w in words[first:last]])
        if kind == "none":
            tags[first:last] = ["O"] * (last - first)
        elif kind:
            tags[first:last] = names.labels(last - first, [(0, last - first, kind)])
        else:
            unknown.append((first, last))
    return tags, unknown


def guess(scores, run):
    """The labels' numbers of a run by a network's scores [words, labels]: all its words one name of one kind, or none; None where unsure."""
    first, last = run
    index = {label: i for i, label in enumerate(names.LABELS)}
    log = torch.log_softmax(scores[first:last], -1)
    choices = [[0] * (last - first)]
    choices += [[index[t] for t in names.labels(last - first, [(0, last - first, kind)])] for kind in names.KINDS]
    sums = torch.stack([log[torch.arange(last - first), torch.tensor(c)].sum() for c in choices])
    chance, best = torch.softmax(sums, 0).max(0)
    return choices[best] if chance > SURE else None
