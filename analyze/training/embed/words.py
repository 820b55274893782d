"""The words of a text as the vectors know them; analyze/embed/vector_words.cc cuts the same way."""

import re

WORD = re.compile(r"[a-z0-9\u0080-\U0010ffff]+(?:'t(?![a-z0-9\u0080-\U0010ffff]))?")
_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def words(text):
    """Runs of letters, digits and all that is not ASCII, in lower case (of ASCII); "don't" is "do" and "n't", other
    apostrophes part words; a number of more than four digits is "0"."""
    found = []
    for word in WORD.findall(text.replace("\u2019", "'").translate(_LOWER)):
        if word.endswith("'t"):
            if word.endswith("n't") and len(word) > 3:
                found += [word[:-3], "n't"]
            else:
                found += [word[:-2], "t"]
        elif len(word) > 4 and word.isascii() and word.isdigit():
            found.append("0")
        else:
            found.append(word)
    return found
