"""What the trained heads say of a few sentences: what the program is held against (analyze/heads/heads_test.cc)."""

import check_worthiness
import factuality
import numpy as np
import polarity
from sets import Example

# A sentence, and a target in it.
SENTENCES = [
    ("The senator cut taxes by 4 percent in 2012.", "The senator"),
    ("The board did not approve the shameful plan.", "the shameful plan"),
    ("Critics say that the mayor failed to close the school.", "the mayor"),
    ("If it rains, she might stay at home and praise the new library!", "the new library"),
    ("Thank you.", "you"),
    ("Who attacked the generous neighbours of Zdzisława Ó Briain?", "Zdzisława Ó Briain"),
    ("unemployment", "unemployment"),
]


def examples():
    return [Example(text, 0, "", ((text.index(target), text.index(target) + len(target), 0),)) for text, target in SENTENCES]


def lines(corpus, check, tone, facts):
    """Of each sentence: text, target, check-worthiness, negative, neutral, positive, and of each of its words the factuality."""
    read = examples()
    odds = check_worthiness.predict(check, check_worthiness.Sentences(corpus, read))
    polarities = polarity.predict(tone, polarity.Targets(corpus, read))
    for i, (text, target) in enumerate(SENTENCES):
        words = range(corpus.first[i], corpus.first[i + 1])
        every = factuality.Predicates.of_words(corpus, words)
        found = ["%.3f" % f for f in factuality.predict(facts, every)]
        numbers = [1 / (1 + np.exp(-odds[i])), *polarities[i]]
        yield "\t".join([text, target] + ["%.4f" % n for n in numbers] + [" ".join(found)]) + "\n"
