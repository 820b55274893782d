"""The pairs that were written for this repository, and what follows from them."""

import re

SUPPORT, OPPOSE, DISCUSS, UNRELATED = range(4)
MARKS = {"+": SUPPORT, "-": OPPOSE, "?": DISCUSS, "0": UNRELATED}

# How one sentence with a side of a proposition stands to another one's.
BETWEEN = {(SUPPORT, SUPPORT): SUPPORT, (SUPPORT, OPPOSE): OPPOSE, (OPPOSE, SUPPORT): OPPOSE, (OPPOSE, OPPOSE): SUPPORT,
           (SUPPORT, DISCUSS): DISCUSS, (OPPOSE, DISCUSS): DISCUSS, (SUPPORT, UNRELATED): UNRELATED, (OPPOSE, UNRELATED): UNRELATED}

FRAMES = {
    SUPPORT: ["it is true that {}", "there is no doubt that {}", "everyone can see that {}", "she is convinced that {}", "it turns out that {}",
              "nobody disputes that {}", "the figures show that {}", "no one doubts that {}", "as the report confirms, {}", "of course {}"],
    OPPOSE: ["it is not true that {}", "it is a myth that {}", "nobody believes that {}", "the claim that {} is false", "he denied that {}",
             "there is no evidence that {}", "it is wrong to say that {}", "that {} is simply untrue", "she rejects the idea that {}",
             "it cannot be said that {}", "far from it: the story that {} was made up", "it is nonsense that {}"],
    DISCUSS: ["whether {} is open", "it is unclear whether {}", "the committee will look into whether {}", "is it true that {}?",
              "experts disagree on whether {}", "nobody knows yet whether {}", "a study asks whether {}", "some say that {}, others do not",
              "the debate over whether {} goes on", "we want to know if {}", "it remains to be seen whether {}", "the court has to decide if {}"],
}


def written(paths):
    """[(proposition, [(claim, relation)])], by file and line."""
    groups = []
    for path in sorted(paths):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            mark, _, sentence = text.partition(" ")
            sentence = " ".join(sentence.split())
            if mark == "=":
                groups.append((sentence, []))
            elif mark in MARKS:
                groups[-1][1].append((sentence, MARKS[mark]))
            elif text and mark != "#":
                raise ValueError(f"{path}:{number}: {text}")
    return groups


def direct(groups):
    return [(proposition, claim, relation) for proposition, claims in groups for claim, relation in claims]


def derived(groups):
    """Claims with a side, taken for propositions themselves."""
    pairs = []
    for proposition, claims in groups:
        for first, one in claims:
            if one in (SUPPORT, OPPOSE):
                pairs.append((first, proposition, one))
                pairs += [(first, second, BETWEEN[one, other]) for second, other in claims if first != second]
    return pairs


def inner(sentence):
    """As it stands behind "that"."""
    sentence = re.sub(r"[.!?]+$", "", sentence)
    head, _, rest = sentence.partition(" ")
    return f"{head.lower()} {rest}" if head.istitle() and head in HEADS else sentence


AUXILIARY = re.compile(r"\b(should|must|is|are|can|will|would|could|has|have|does|do|did|was|were|may|might|ought)\b")
HEADS = {"The", "A", "An", "This", "These", "Those", "Our", "Their", "No", "It", "There", "More", "Most", "Many", "Some", "School", "Women", "Men",
         "Children", "People", "We", "You", "They", "He", "She", "Banning", "Raising", "Cutting", "Prices", "Schools"}


def framed(groups, rng):
    """Propositions inside sentences that hold them to be true, false or open."""
    pairs = []
    for proposition, claims in groups:
        for relation, frames in FRAMES.items():
            pairs += [(proposition, frame.format(inner(proposition)), relation) for frame in rng.sample(frames, 2)]
        for claim, side in claims:
            if side in (SUPPORT, OPPOSE) and len(claim.split()) < 14 and not claim.startswith('"') and rng.random() < 0.3:
                relation = rng.choice([SUPPORT, OPPOSE, DISCUSS])
                pairs.append((proposition, rng.choice(FRAMES[relation]).format(inner(claim)),
                              DISCUSS if relation == DISCUSS else BETWEEN[relation, side]))
    return pairs


def shortened(sentences, negated, rng):
    """Sentences with less of a subject: "the controls have backfired" for "export controls on chips have backfired"; and their contraries."""
    pairs = []
    for sentence in sentences:
        found = AUXILIARY.search(sentence)
        subject = re.split(r" (?:of|on|in|for|by|at|to|from|with|between) ", sentence[:found.start()].strip())[0].split() if found else []
        if not subject or len(subject) > 5 or subject[0].lower() in ("no", "nobody", "neither", "none", "few", "not"):
            continue
        rest = re.sub(r"[.]$", "", sentence[found.start():])
        for head in dict.fromkeys([f"the {subject[-1]}", " ".join(subject), rng.choice(["they", "it", "all this"])]):
            short = f"{head} {rest}"
            pairs.append((sentence, short, SUPPORT))
            contrary = negated(short)
            if contrary:
                pairs.append((sentence, contrary, OPPOSE))
    return pairs


def exchanged(groups, same, opposite, rng):
    """Sentences with one word exchanged for one that means the same, or the opposite. same, opposite: {word: words}."""
    pairs = []
    for sentence in sorted({s for proposition, claims in groups for s in [proposition] + [c for c, side in claims if side < 2]}):
        words = sentence.split()
        for table, relation in ((opposite, OPPOSE), (same, SUPPORT)):
            places = [i for i, word in enumerate(words) if word.strip(".,").lower() in table]
            if places:
                i = rng.choice(places)
                bare = words[i].strip(".,").lower()
                pairs.append((sentence, " ".join(words[:i] + [rng.choice(table[bare])] + words[i + 1:]), relation))
    return pairs


def strangers(propositions, claims, count, rng):
    """[(proposition, claim, UNRELATED)]; propositions, claims: [(sentence, what it belongs to)]."""
    pairs = []
    while len(pairs) < count:
        (proposition, one), (claim, other) = rng.choice(propositions), rng.choice(claims)
        if one != other:
            pairs.append((proposition, claim, UNRELATED))
    return pairs
