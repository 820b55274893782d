"""Which words of a vocabulary mean the same by WordNet, and which are opposites."""

import collections

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSES = 3  # of a word that count: the first ones are the usual ones
ENDINGS = {  # as morphy(7WN) takes them off
    "noun": [("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y")],
    "verb": [("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")],
    "adj": [("er", ""), ("est", ""), ("er", "e"), ("est", "e")],
    "adv": [],
}


class WordNet:
    def __init__(self, folder):
        self.senses, self.irregular, self.synsets = {}, {}, {}
        for part, mark in PARTS.items():
            self.senses[part] = dict(self._index(folder / f"index.{part}"))
            self.irregular[part] = dict(self._irregular(folder / f"{part}.exc"))
            self.synsets.update(((mark, place), synset) for place, synset in self._data(folder / f"data.{part}"))

    @staticmethod
    def _lines(path):
        return [line for line in path.read_text(encoding="latin-1").splitlines() if line and not line.startswith(" ")] if path.is_file() else []

    def _index(self, path):
        for line in self._lines(path):
            fields = line.split()
            yield fields[0], fields[-int(fields[2]):]

    def _irregular(self, path):
        for line in self._lines(path):
            form, *lemmas = line.split()
            yield form, lemmas

    def _data(self, path):
        """(place, (words, [(symbol, place, part, number of the source's word, of the target's)]))"""
        for line in self._lines(path):
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            words = [w.split("(")[0].lower() for w in fields[4:4 + 2 * count:2]]
            rest = fields[5 + 2 * count:5 + 2 * count + 4 * int(fields[4 + 2 * count])]
            pointers = [(symbol, place, "a" if part == "s" else part, int(ends[:2], 16), int(ends[2:], 16))
                        for symbol, place, part, ends in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4])]
            yield fields[0], (words, pointers)

    def lemmas(self, word, part):
        found = list(self.irregular[part].get(word, []))
        if word in self.senses[part]:
            found.append(word)
        for ending, instead in ENDINGS[part]:
            if word.endswith(ending) and len(word) > len(ending) + 1 and not (part == "noun" and word.endswith("ss")):
                lemma = word[:-len(ending)] + instead
                if lemma in self.senses[part]:
                    found.append(lemma)
                elif part == "verb" and len(lemma) > 3 and lemma[-1] == lemma[-2] and lemma[:-1] in self.senses[part]:
                    found.append(lemma[:-1])  # "cutting"
        return list(dict.fromkeys(found))

    def relations(self, vocabulary):
        """(pairs that mean the same, pairs that are opposites), of words of the vocabulary, each pair once and sorted."""
        forms = collections.defaultdict(set)  # (part, lemma): forms in the vocabulary
        for word in vocabulary:
            for part, mark in PARTS.items():
                for lemma in self.lemmas(word, part):
                    forms[mark, lemma].add(word)
        same, opposite = set(), set()

        def join(pairs, left, right):
            pairs.update(tuple(sorted((a, b))) for a in left for b in right if a != b)

        for part, mark in PARTS.items():
            for lemma, places in self.senses[part].items():
                own = forms.get((mark, lemma))
                if not own:
                    continue
                join(same, own, own)
                for rank, place in enumerate(places[:SENSES]):
                    words, pointers = self.synsets[mark, place]
                    for word in words:
                        if rank < 2:
                            join(same, own, forms.get((mark, word), ()))
                    at = words.index(lemma) + 1 if lemma in words else 0
                    for symbol, target, target_part, source, number in pointers:
                        others = self.synsets.get((target_part, target), ([], []))[0]
                        if symbol == "!" and source == at and number <= len(others):
                            join(opposite, own, forms.get((target_part, others[number - 1]), ()))
                            if part == "adj":  # and those like it: "large" against "small" makes "huge" against "small"
                                for kind, near, near_part, *_ in self.synsets[target_part, target][1]:
                                    if kind == "&" and rank == 0:
                                        for word in self.synsets[near_part, near][0]:
                                            join(opposite, own, forms.get((near_part, word), ()))
                        elif symbol == "+" and source == at and number <= len(others) and rank == 0:
                            join(same, own, forms.get((target_part, others[number - 1]), ()))
        # Opposites of what is derived or inflected from a word are its opposites, unless they are the same by another way.
        return sorted(same - opposite), sorted(opposite)
