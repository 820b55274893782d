"""Short pairs made by rule, whose sides follow from the lexicon's valued words and from negators: what a thing is said to be or
to bring, and comparisons."""

import random

IS = [("{t} is {w}", 1), ("{t} are {w}", 1), ("{t} is not {w}", -1), ("{t} aren't {w}", -1), ("{t} has proved {w}", 1),
      ("{t} is hardly {w}", -1), ("no one can call {t} {w}", -1), ("{t} is as {w} as ever", 1), ("it is wrong to say that {t} is {w}", -1)]
BRINGS = [("{t} causes {w}", 1), ("{t} has led to {w}", 1), ("{t} means more {w}", 1), ("{t} means less {w}", -1), ("{t} reduces {w}", -1),
          ("{t} prevents {w}", -1), ("there is no {w} in {t}", -1), ("{t} does not cause {w}", -1), ("{t} failed to prevent {w}", 1),
          ("{w} has grown since {t}", 1), ("{w} has fallen since {t}", -1), ("without {t} there would be less {w}", 1)]
COMPARES = [("{t} is more {w} than {u}", 1), ("{t} is less {w} than {u}", -1), ("{t} is not as {w} as {u}", -1)]


def read_valued(path):
    """{word: 1 or -1}"""
    signs = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, sign = line.partition(" | ")
            signs[word.strip()] = -1 if "minus" in sign else 1
    return signs


def lemmas(wordnet, name):
    return {line.split()[0] for line in (wordnet / f"index.{name}").read_text(encoding="latin-1").splitlines() if not line.startswith(" ")}


def valued(lexicon, wordnet, topics, count, rng=random.Random(5)):
    """[(proposition, claim, 1 or -1)]"""
    signs = read_valued(lexicon)
    adjectives = sorted(lemmas(wordnet, "adj") & set(signs))
    nouns = sorted(lemmas(wordnet, "noun") & set(signs))

    def sentence(topic):
        frames, words = (IS, adjectives) if rng.random() < 0.5 else (BRINGS, nouns)
        frame, sign = rng.choice(frames)
        word = rng.choice(words)
        return frame.format(t=topic, w=word), sign * signs[word]

    pairs = []
    while len(pairs) < count:
        topic, other = rng.choice(topics), rng.choice(topics)
        if rng.random() < 0.8:
            (proposition, p), (claim, c) = sentence(topic), sentence(topic)
            pairs.append((proposition, claim, p * c))
        else:
            (one, p), (two, c) = rng.choice(COMPARES), rng.choice(COMPARES)
            first, second = rng.choice(adjectives), rng.choice(adjectives)
            swap = rng.random() < 0.5
            a, b = (other, topic) if swap else (topic, other)
            pairs.append((one.format(t=topic, u=other, w=first), two.format(t=a, u=b, w=second),
                          p * c * signs[first] * signs[second] * (-1 if swap else 1)))
    return pairs
