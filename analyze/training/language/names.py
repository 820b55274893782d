"""Named entities of the training sets, as B-, I-, E-, S- labels of PER, ORG and LOC."""

import pathlib
import re

MARKS = pathlib.Path(__file__).resolve().parent / "ewt_names.txt"

# What the sets mean by a name's kind differs (in EWT a restaurant is a place): the first is what the model follows.
CONVENTIONS = ["ewt", "gum", "wikigold", "re3d", "crossner-politics"]

KINDS = ["PER", "ORG", "LOC"]
LABELS = ["O"] + [f"{part}-{kind}" for kind in KINDS for part in "BIES"]

# What the sets call them; everything else (events, works, nationalities) is no entity of ours.
TYPES = {
    "PER": "PER", "Person": "PER", "politician": "PER", "person": "PER",
    "ORG": "ORG", "Organisation": "ORG", "organisation": "ORG", "organization": "ORG", "politicalparty": "ORG",
    "LOC": "LOC", "Location": "LOC", "location": "LOC", "country": "LOC", "place": "LOC",
}  # fmt: skip


def labels(length, spans):
    """spans: (first, last, kind), half-open and apart."""
    out = ["O"] * length
    for first, last, kind in spans:
        if last - first == 1:
            out[first] = "S-" + kind
        else:
            out[first:last] = ["B-" + kind] + ["I-" + kind] * (last - first - 2) + ["E-" + kind]
    return out


def bio_spans(tags):
    spans, start = [], None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            kind = TYPES.get(tags[start][2:])
            if kind:
                spans.append((start, i, kind))
            start = None
        if tag.startswith("B-") or (tag.startswith("I-") and start is None):
            start = i
    return spans


def read_bio(path):
    words, tags = [], []
    with open(path, encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            if line.strip():
                word, tag = line.rstrip("\n").split("\t")[:2]
                words.append(word)
                tags.append(tag)
            elif words:
                yield words, bio_spans(tags)
                words, tags = [], []


def marked(sentences):
    """Yields the sentences of EWT's training set with their names' spans."""
    marks = {}
    for line in MARKS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            number, _, spans = line.partition(" ")
            marks[number] = [(int(m[1]) - 1, int(m[2]), m[3]) for m in re.finditer(r"(\d+)-(\d+) (\w+)", spans)]
    for sentence in sentences:
        yield sentence, marks.pop(sentence.number, [])
    if marks:
        raise ValueError(f"{MARKS}: {len(marks)} sentences that the treebank does not have, {next(iter(marks))} among them")


def named(words, first, last):
    """A span of re3d holds descriptions too: what is left when lower-case words go from its front, if that is all in capitals."""
    while first < last and not words[first][:1].isupper():
        first += 1
    while first < last and words[first].lower() in ("the", "a", "an", "my", "our", "his", "her", "their", "we", "i", "he", "she", "they"):
        first += 1
    ok = first < last and all(w[:1].isupper() or w in "-'&" or w.lower() in ("of", "the", "and", "for", "al", "de", "in") for w in words[first:last])
    return (first, last) if ok else None


def gum_spans(sentence):
    """The names among the mentions of a sentence of GUM: those whose head is a proper noun, without titles and further words."""
    stack, mentions = [], []
    for i, word in enumerate(sentence.words):
        entity = next((m[7:] for m in word.misc.split("|") if m.startswith("Entity=")), "")
        for opened in re.finditer(r"\((\d+)-(\w+)", entity):
            stack.append((opened.group(1), opened.group(2), i))
        alone = len(re.findall(r"\(\d+-[^()]*\)", entity))
        for _ in range(alone):
            if stack:
                _, kind, first = stack.pop()
                mentions.append((first, i + 1, kind))
        for number in re.findall(r"(\d+)\)", re.sub(r"\(\d+-[^()]*\)?", "", entity)):
            for k in range(len(stack) - 1, -1, -1):
                if stack[k][0] == number:
                    _, kind, first = stack.pop(k)
                    mentions.append((first, i + 1, kind))
                    break
    taken, spans = set(), []
    for first, last, kind in sorted(mentions, key=lambda m: m[0] - m[1]):
        if kind not in TYPES or taken & set(range(first, last)):
            continue
        name = _proper(sentence.words, first, last, TYPES[kind])
        if name:
            spans.append((*name, TYPES[kind]))
            taken |= set(range(*name))
    return sorted(spans)


def _proper(words, first, last, kind):
    heads = [i for i in range(first, last) if not first <= words[i].head - 1 < last]
    if not heads or words[heads[0]].upos != "PROPN":
        return None

    def proper(i):
        title = kind == "PER" and words[i].deprel == "nmod:desc" and words[i].form not in ("Jr.", "Sr.")
        return words[i].xpos.startswith("NNP") and not title

    def inside(i):
        return proper(i) or words[i].upos in ("ADP", "DET", "NUM", "PART") or words[i].form in ("-", "&", ".", "'")

    begin = end = heads[0]
    while begin > first and inside(begin - 1):
        begin -= 1
    while end + 1 < last and inside(end + 1):
        end += 1
    while begin < heads[0] and not proper(begin):
        begin += 1
    while end > heads[0] and not (proper(end) or words[end].upos == "NUM"):
        end -= 1
    return begin, end + 1


def training_sets(data):
    """Yields (convention, words, labels) of the sets that carry entities alone."""
    folder = pathlib.Path(data) / "ner"
    for name in ("wikigold.all", "re3d.train", "crossner-politics.train", "crossner-politics.dev"):
        for words, spans in read_bio(folder / f"{name}.bio"):
            if name == "re3d.train":
                spans = [(*s, kind) for first, last, kind in spans if (s := named(words, first, last))]
            yield name.split(".")[0], words, labels(len(words), spans)
