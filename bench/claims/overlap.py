"""Spans as sets of words: what the scorers of attribution and of scopes share."""

import re

WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")


class Words:
    """The words of a text, by place. Marks are none: whether a quotation mark belongs to a span is nobody's question."""

    def __init__(self, text):
        self.text = text
        self.places = [(m.start(), m.end()) for m in WORD.finditer(text)]

    def within(self, spans):
        """The numbers of the words that lie in, or reach into, one of the half-open spans of characters."""
        found = set()
        for begin, end in spans:
            for number in range(self._first_after(begin), len(self.places)):
                if self.places[number][0] >= end:
                    break
                found.add(number)
        return found

    def form(self, number):
        begin, end = self.places[number]
        return self.text[begin:end]

    def _first_after(self, begin):
        low, high = 0, len(self.places)
        while low < high:
            middle = (low + high) // 2
            if self.places[middle][1] <= begin:
                low = middle + 1
            else:
                high = middle
        return low


def characters_of_bytes(text):
    """A function from bytes of the UTF-8 to characters, for offsets on code-point boundaries."""
    if text.isascii():
        return lambda at: at
    places, at = {}, 0
    for number, character in enumerate(text):
        places[at] = number
        at += len(character.encode())
    places[at] = len(text)
    return places.__getitem__


def overlap(a, b):
    """F1 of two sets; two empty ones agree."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


class Counts:
    """Adds up what was right, wanted and found."""

    def __init__(self, right=0, wanted=0, found=0):
        self.right, self.wanted, self.found = right, wanted, found

    def add(self, wanted, found):
        """Two sets."""
        self.right += len(wanted & found)
        self.wanted += len(wanted)
        self.found += len(found)

    @property
    def precision(self):
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self):
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self):
        return 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 0.0

    def __eq__(self, other):
        return (self.right, self.wanted, self.found) == (other.right, other.wanted, other.found)

    def __repr__(self):
        return "Counts(%d, %d, %d)" % (self.right, self.wanted, self.found)
