"""Treebanks in CoNLL-U, of the data that may train what ships."""

import pathlib
from dataclasses import dataclass, field

# Genres of GUM whose text is under a licence that does not allow commercial use (../shared/data/ud-gum/README.md).
CLOSED_GENRES = {"fiction", "whow", "essay", "letter", "podcast"}


@dataclass
class Word:
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    misc: str
    space_after: bool = True  # of the surface token that it ends


@dataclass
class Sentence:
    words: list = field(default_factory=list)
    # Surface tokens: (first word, last word, form, space after); one word for most, more for contractions.
    tokens: list = field(default_factory=list)
    number: str = ""  # its sent_id
    document: str = ""
    new_paragraph: bool = False
    text: str = ""


def read(path):
    document, sentence, until = "", Sentence(), 0
    new_paragraph = False
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document, new_paragraph = line.split("=")[-1].strip(), True
            elif line.startswith("# newpar"):
                new_paragraph = True
            elif line.startswith("# sent_id"):
                sentence.number = line.split("=", 1)[-1].strip()
            elif line.startswith("# text ="):
                sentence.text = line[len("# text =") :].strip()
            elif line.startswith("#"):
                continue
            elif not line:
                if sentence.words:
                    sentence.document, sentence.new_paragraph = document, new_paragraph
                    yield sentence
                    new_paragraph = False
                sentence, until = Sentence(), 0
            else:
                c = line.split("\t")
                space = "SpaceAfter=No" not in c[9]
                if "-" in c[0]:
                    first, last = map(int, c[0].split("-"))
                    sentence.tokens.append((first - 1, last - 1, c[1], space))
                    until = last
                elif "." not in c[0]:
                    sentence.words.append(Word(c[1], c[2], c[3], c[4], c[5], int(c[6]), c[7], c[9], space))
                    if int(c[0]) > until:
                        sentence.tokens.append((int(c[0]) - 1, int(c[0]) - 1, c[1], space))


def gum(path):
    return (s for s in read(path) if s.document.split("_")[1] not in CLOSED_GENRES)


def training_sentences(data):
    """What trains: all of EWT, and GUM's genres with open text."""
    data = pathlib.Path(data)
    yield from read(data / "ud-ewt" / "train.conllu")
    yield from gum(data / "ud-gum" / "train.conllu")
