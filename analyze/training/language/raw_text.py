"""Raw text from treebanks, as the CoNLL 2018 shared task made it, and the places of its words."""

from dataclasses import dataclass, field

WRAP = 80


@dataclass
class RawText:
    text: bytes
    # Of each word: where it begins and ends, in bytes; whether it belongs to the surface token of the word before; whether it
    # begins a sentence.
    begins: list = field(default_factory=list)
    ends: list = field(default_factory=list)
    joined: list = field(default_factory=list)
    starts: list = field(default_factory=list)


def _pieces(sentence):
    """The surface tokens of a sentence, each as the forms of its words."""
    for first, last, form, space in sentence.tokens:
        forms = [w.form for w in sentence.words[first : last + 1]]
        yield (forms if "".join(forms) == form else [form]), space


def _breaks(lengths, spaces, width):
    """Which blanks become line breaks, if lines are shorter than `width`."""
    breaks, line, word, blank = set(), 0, 0, -1
    for i, (length, space) in enumerate(zip(lengths, spaces)):
        word += length
        if not space:
            continue
        if line and line + 1 + word >= width:
            breaks.add(blank)
            line = word
        else:
            line += word + (1 if line else 0)
        word, blank = 0, i
    if word and line and line + 1 + word >= width:
        breaks.add(blank)
    return breaks


def make(sentences, width=WRAP, between="\n\n"):
    """Lines shorter than `width` (0: a paragraph a line), paragraphs parted by `between`."""
    out, at, raw = [], 0, RawText(b"")
    paragraphs = []
    for sentence in sentences:
        if sentence.new_paragraph or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    for number, paragraph in enumerate(paragraphs):
        if number:
            out.append(between)
            at += len(between)
        tokens = [(forms, space, i == 0) for s in paragraph for i, (forms, space) in enumerate(_pieces(s))]
        spaces = [space for _, space, _ in tokens]
        breaks = _breaks([len("".join(f)) for f, _, _ in tokens], spaces, width) if width else ()
        for i, (forms, space, start) in enumerate(tokens):
            for k, form in enumerate(forms):
                raw.begins.append(at)
                at += len(form.encode())
                raw.ends.append(at)
                raw.joined.append(k > 0)
                raw.starts.append(start and k == 0)
                out.append(form)
            if space and i + 1 < len(tokens):
                out.append("\n" if i in breaks else " ")
                at += 1
    out.append("\n")
    raw.text = "".join(out).encode()
    return raw
