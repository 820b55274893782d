#!/usr/bin/env python3
"""Makes raw text of CoNLL-U, as the CoNLL 2018 shared task did: what a parser gets that is to be scored on raw text.

    bench/language/raw_text.py < FILE.conllu > FILE.txt

Tokens are parted by a blank unless SpaceAfter=No says otherwise, documents and paragraphs by an empty line; a paragraph is
wrapped at about 80 columns, always at a blank between tokens.
"""

import sys

WIDTH = 80


def pieces(lines):
    """Yields the unbreakable pieces of each paragraph as a list: tokens that no blank parts are one piece."""
    piece, paragraph, until = "", [], 0
    for line in lines:
        line = line.rstrip("\r\n")
        if line.startswith(("# newdoc", "# newpar")) or "\tNewPar=Yes" in line:
            if piece:
                paragraph.append(piece)
            if paragraph:
                yield paragraph
            piece, paragraph = "", []
        if not line:
            until = 0
        elif not line.startswith("#"):
            columns = line.split("\t")
            number, form = columns[0], columns[1]
            if "." in number or ("-" not in number and int(number) <= until):
                continue
            if "-" in number:
                until = int(number.split("-")[1])
            piece += form
            if "SpaceAfter=No" not in columns[9].split("|"):
                paragraph.append(piece)
                piece = ""
    if piece:
        paragraph.append(piece)
    if paragraph:
        yield paragraph


def wrapped(paragraph):
    line = ""
    for piece in paragraph:
        if line and len(line) + 1 + len(piece) > WIDTH:
            yield line
            line = piece
        else:
            line = line + " " + piece if line else piece
    yield line


def raw_text(lines):
    return "\n\n".join("\n".join(wrapped(p)) for p in pieces(lines)) + "\n"


def main():
    sys.stdout.write(raw_text(sys.stdin))


if __name__ == "__main__":
    main()
