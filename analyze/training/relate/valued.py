"""Short pairs made by rule, whose sides follow from the lexicon's valued words and from negators: what a thing is said to be or
to bring, and comparisons."""

import random

IS = [("{t} is {w}", 1), ("{t} are {w}", 1), ("{t} is not {w}", -1), ("{t} aren't {w}", -1), ("{t} has proved {w}", 1),
      ("{t} is hardly {w}", -1), ("no one can call {t} {w}", -1), ("{t} is as {w} as ever", 1), ("it is wrong to say that {t} is {w}", -1)]
BRINGS = [("{t} causes {w}", 1), ("{t} has led to {w}", 1), ("{t} means more {w}", 1), ("{t} means less {w}", -1), ("{t} reduces {w}", -1),
          ("{t} prevents {w}", -1), ("there is no {w} in {t}", -1), ("{t} does not cause {w}", -1), ("{t} failed to prevent {w}", 1),
          ("{w} has grown since {t}", 1), ("{w} has fallen since {t}", -1), ("without {t} there would be less {w}", 1)]
SAYS = [("{t} has helped {u}", 1), ("{t} has harmed {u}", -1), ("{t} works", 1), ("{t} has failed", -1), ("{t} is good for {u}", 1), ("{t} hurts {u}", -1)]
# What says nothing of the topic itself, whatever it says of others.
ASIDE = ["who ran {t} until he lost his {w}", "the {a} man who wrote about {t} lives in the north", "a {a} film mentions {t} and {u}",
         "{t} was first proposed on a {a} day in May", "she spoke of {t} in a letter about {w}", "the office for {t} stands beside a shop for {w}",
         "he inherited a {a} farm and once voted on {t}", "an {a} song about {w} was played before the speech on {t}",
         "a man from {u} stole a bicycle during the debate on {t}", "the author of {t} for beginners died after a {a} life",
         "{w} came to the town long before {t}", "the lecture on {t} follows the one on {w}"]
EVENTS = ["a {a} man carried {n} crates to {u} during {t}", "thieves drove {n} lorries through {u} on the day of {t}", "police found {n} {a} bicycles near {u} under {t}",
          "a farmer sold {n} {a} horses at {u} before {t}", "{n} {a} guests came to {u} in the year of {t}", "a smuggler hid {n} {a} coins behind {u} under {t}",
          "a {a} driver took {n} boxes from {u} past {t}", "a clerk counted {n} letters about {w} in {u} under {t}"]
COUNTS = ["two", "nine", "twelve", "thirty", "sixty", "a hundred", "some", "400"]
LESS = ["{t} would cut {x} by a fifth", "{t} has raised {x} by a tenth", "there is less {x} with {t}", "{t} brings more {x}", "{x} fell by half under {t}",
        "{x} has grown since {t}"]
NEITHER = ["traffic", "the number of forms", "the use of paper", "the average age of members", "the length of meetings", "the share of cash", "footfall",
           "the weight of parcels", "the number of pages", "travel by train", "the size of the crowd", "turnover of staff in spring"]
# What is said of a plan or a rule: that it did what it should, or did not.
SUCCEEDS = [("{t} works", 1), ("{t} is working", 1), ("{t} has worked", 1), ("{t} has succeeded", 1), ("{t} has paid off", 1),
            ("{t} has been a success", 1), ("{t} does what was promised", 1), ("{t} has achieved its aim", 1), ("{t} has proved its worth", 1),
            ("{t} has not failed", 1), ("{t} has not backfired", 1), ("{t} has failed", -1), ("{t} has backfired", -1), ("{t} does not work", -1),
            ("{t} is not working", -1), ("{t} has been a failure", -1), ("{t} was a flop", -1), ("{t} has missed its aim", -1),
            ("{t} has achieved nothing", -1), ("{t} has done more harm than good", -1), ("{t} has made things worse", -1), ("{t} was a mistake", -1),
            ("{t} has not paid off", -1), ("{t} has not worked", -1)]
PLURAL = {"works": "work", "is": "are", "has": "have", "does": "do", "was": "were", "its": "their"}
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


def aside(lexicon, wordnet, topics, count, rng=random.Random(6)):
    """[(proposition, claim)] that share a topic and nothing else."""
    signs = read_valued(lexicon)
    adjectives = sorted(lemmas(wordnet, "adj") & set(signs))
    nouns = sorted(lemmas(wordnet, "noun") & set(signs))
    pairs = []
    for _ in range(count):
        words = {"t": rng.choice(topics), "u": rng.choice(topics), "w": rng.choice(nouns), "a": rng.choice(adjectives), "x": rng.choice(NEITHER)}
        frame, _ = rng.choice(SAYS if rng.random() < 0.6 else IS)
        proposition = frame.format(**{**words, "w": words["a"]})
        pairs.append((proposition, rng.choice(ASIDE if rng.random() < 0.6 else LESS).format(**{**words, "w": rng.choice(nouns)})))
    return pairs


def events(lexicon, wordnet, topics, count, rng=random.Random(12)):
    """[(proposition, claim)]: what happened where both topics are, and was nobody's doing who is meant."""
    signs = read_valued(lexicon)
    adjectives, nouns = (sorted(lemmas(wordnet, part) & set(signs)) for part in ("adj", "noun"))
    pairs = []
    for _ in range(count):
        words = {"t": rng.choice(topics), "u": rng.choice(topics), "w": rng.choice(nouns), "a": rng.choice(adjectives), "n": rng.choice(COUNTS)}
        pairs.append((rng.choice(SAYS)[0].format(**words), rng.choice(EVENTS).format(**words)))
    return pairs


def outcomes(lexicon, wordnet, topics, count, rng=random.Random(8)):
    """[(proposition, claim, 1 or -1)]: what a thing is said to do, and the good or bad that it is said to bring."""
    signs = read_valued(lexicon)
    words = [(IS, sorted(lemmas(wordnet, "adj") & set(signs))), (BRINGS, sorted(lemmas(wordnet, "noun") & set(signs)))]
    pairs = []
    for _ in range(count):
        topic, other = rng.choice(topics), rng.choice(topics)
        (proposition, p), (frames, of_frame) = rng.choice(SAYS), words[rng.random() < 0.7]
        (claim, c), word = rng.choice(frames), rng.choice(of_frame)
        place = rng.choice(["", "", f" in {other}", f" at {other}", f" for {other}"])
        pairs.append((proposition.format(t=topic, u=other), claim.format(t=topic, w=word) + place, p * c * signs[word]))
    return pairs


def successes(topics, count, rng=random.Random(13)):
    """[(proposition, claim, 1 or -1)]: two verdicts on one thing."""
    def sentence(topic, frame):
        verb = [PLURAL.get(word, word) for word in frame.split()] if topic.endswith("s") else frame.split()
        return " ".join(verb).format(t=topic)

    pairs = []
    for _ in range(count):
        topic, ((proposition, p), (claim, c)) = rng.choice(topics), rng.sample(SUCCEEDS, 2)
        short = f"the {topic.split()[-1]}" if rng.random() < 0.3 else topic
        pairs.append((sentence(topic, proposition), sentence(short, claim), p * c))
    return pairs
