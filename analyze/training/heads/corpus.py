"""Texts as the language engine reads them: words, trees and states, dumped once and kept."""

import bisect
import subprocess

import numpy as np

WIDTH = 256


class Corpus:
    """The words of all texts of a set, one after the other. `first[i]` is the first word of text i; there is one more entry."""

    def __init__(self, path_of_words, path_of_states, texts):
        columns = [line.rstrip("\n").split("\t") for line in open(path_of_words, encoding="utf-8", errors="replace", newline="\n")]
        text, sentence, begin, end, head, relation, upos, xpos, feats, lemma = map(list, zip(*columns))
        self.texts = texts
        self.text = np.array(text, dtype=np.int64)
        self.sentence = np.array(sentence, dtype=np.int64)
        self.begin, self.end = np.array(begin, dtype=np.int64), np.array(end, dtype=np.int64)
        self.relation, self.upos, self.xpos, self.feats, self.lemma = relation, upos, xpos, feats, lemma
        self.first = np.searchsorted(self.text, np.arange(len(texts) + 1))
        head = np.array(head, dtype=np.int64)
        self.head = np.where(head < 0, -1, head + self.first[self.text])  # among all words
        self.states = np.fromfile(path_of_states, dtype=np.float16).reshape(-1, WIDTH)
        assert len(self.states) == len(self.text)

    def words_at(self, text, begin, end):
        """The words of a text, among all, that reach into a span of its characters."""
        to_bytes = lambda at: len(self.texts[text][:at].encode())
        begin, end = to_bytes(begin), to_bytes(end)
        low, high = self.first[text], self.first[text + 1]
        first = low + bisect.bisect_right(self.end[low:high], begin)
        last = low + bisect.bisect_left(self.begin[low:high], end)
        return first, last

    def top(self, first, last):
        """The word of [first, last) whose head stands outside of it: the last such."""
        found = last - 1
        for word in range(last - 1, first - 1, -1):
            if not first <= self.head[word] < last:
                return word
        return found


def read(name, examples, dump, model, work):
    """The corpus of a set; dumps it with the program `dump` unless the folder `work` has it."""
    texts = [e.text.replace("\0", " ") for e in examples]
    words, states = work / (name + ".words"), work / (name + ".states")
    if not words.exists() or not states.exists():
        joined = "".join(t + "\0" for t in texts)
        subprocess.run([dump, model, words, states], input=joined.encode(), check=True)
    return Corpus(words, states, texts)
