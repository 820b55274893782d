#!/usr/bin/env python3
"""Scores the scope of negations on Conan Doyle's stories, in the form of the *SEM 2012 shared task.

    bench/claims/negation.py GOLD.conll NEGATIONS MODEL

GOLD.conll has a token a line, and of each negation of the sentence three columns: cue, scope, event. NEGATIONS is the program
bench/claims/negations. A found negation stands for the wanted one whose cue has its cue's word. Cues: F1; scopes: F1 of their tokens
without punctuation, where a negation that is missed or found wrongly costs all of its tokens. Exit status: 0 scored, 2 cannot be.
"""

import subprocess
import sys

from overlap import Counts


def read_gold(lines):
    """Of each sentence its tokens and its negations, as pairs of sets of token numbers from 1: cue, scope."""
    rows = []
    for line in list(lines) + ["\n"]:
        if line.strip():
            rows.append(line.rstrip("\n").split("\t"))
        elif rows:
            tokens = [row[3] for row in rows]
            count = 0 if rows[0][7] == "***" else (len(rows[0]) - 7) // 3
            marked = lambda column: {i for i, row in enumerate(rows, 1) if row[column] != "_"}
            word = lambda i: any(c.isalnum() for c in tokens[i - 1])
            yield tokens, [(marked(7 + 3 * n), {i for i in marked(8 + 3 * n) if word(i)}) for n in range(count)]
            rows = []


def as_conllu(tokens):
    rows = ("%d\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n" % (number, token) for number, token in enumerate(tokens, 1))
    return "".join(rows) + "\n"


def read_found(line):
    for negation in line.split():
        cue, _, scope = negation.partition(":")
        yield {int(cue)}, {int(word) for word in scope.split(",") if word}


def evaluate(sentences):
    """(cues, scopes) over pairs of (wanted, found) negations."""
    cues, scopes = Counts(), Counts()
    for wanted, found in sentences:
        left = list(found)
        for cue, scope in wanted:
            own = next((n for n in left if n[0] & cue), None)
            if own:
                left.remove(own)
                cues.right += 1
            scopes.add(scope, own[1] if own else set())
        for _, scope in left:
            scopes.add(set(), scope)
        cues.wanted += len(wanted)
        cues.found += len(found)
    return cues, scopes


def main():
    if len(sys.argv) != 4:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        with open(sys.argv[1], encoding="utf-8") as lines:
            gold = list(read_gold(lines))
        words = "".join(as_conllu(tokens) for tokens, _ in gold)
        run = subprocess.run([sys.argv[2], sys.argv[3]], input=words.encode(), stdout=subprocess.PIPE, check=True)
        found = [list(read_found(line)) for line in run.stdout.decode().split("\n")[: len(gold)]]
        cues, scopes = evaluate((wanted, f) for (_, wanted), f in zip(gold, found))
    except (OSError, ValueError, IndexError, subprocess.CalledProcessError) as fault:
        print("negation: %s" % fault, file=sys.stderr)
        return 2
    print("%-16s %9s %9s %9s %9s" % ("CD-SCO", "precision", "recall", "F1", "gold"))
    for name, c in (("cues", cues), ("scope tokens", scopes)):
        print("%-16s %9.3f %9.3f %9.3f %9d" % (name, c.precision, c.recall, c.f1, c.wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main())
