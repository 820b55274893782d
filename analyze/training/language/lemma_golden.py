"""Writes what analyze/tag/lemmatizer_test.cc compares with: a model of invented words, and what lemma.py makes of others.

    python3 lemma_golden.py ../../tag/testdata/lemmatizer
"""

import collections
import pathlib
import sys

import lemma
import model_file

# form lemma upos xpos feats
KNOWN = """
blick blick NOUN NN Number=Sing
blicks blick NOUN NNS Number=Plur
dorps dorp NOUN NNS Number=Plur
Dorps dorp NOUN NNS Number=Plur
glims glim NOUN NNS Number=Plur
vorries vorry NOUN NNS Number=Plur
sharries sharry NOUN NNS Number=Plur
Marries marry NOUN NNS Number=Plur
toofen toof NOUN NNS Number=Plur
snerlings snerlings NOUN NNS Number=Ptan
snerlings snerling NOUN NNS Number=Plur
snerlings snerling NOUN NNS Number=Plur
flanned flan VERB VBD Tense=Past
gropped grop VERB VBD Tense=Past
morked mork VERB VBD Tense=Past
larked lark VERB VBD Tense=Past
glew gloo VERB VBD Tense=Past
Quillon Quillon PROPN NNP Number=Sing
Vrane Vrane PROPN NNP Number=Sing
QUILLON Quillon PROPN NNP Number=Sing
ZTO ZTO PROPN NNP Number=Sing
XPRO XPRO PROPN NNP Number=Sing
zto ZTO PROPN NNP Number=Sing
Zérn Zérn PROPN NNP Number=Sing
Éclurs éclur NOUN NNS Number=Plur
eclürs eclür NOUN NNS Number=Plur
1,100 1100 NUM CD NumType=Card
27 27 NUM CD NumType=Card
’z 'z PART POS _
’Z 'z PART POS _
teh the DET DT Typo=Yes
“ " PUNCT `` _
, , PUNCT , _
THE the DET DT Definite=Def
the the DET DT Definite=Def
The the DET DT Definite=Def
"""

# form upos xpos feats
ASKED = """
blicks NOUN NNS Number=Plur
Blicks NOUN NNS Number=Plur
BLICKS NOUN NNS Number=Plur
plorries NOUN NNS Number=Plur
s NOUN NNS Number=Plur
S NOUN NNS Number=Plur
toofen NOUN NNS Number=Plur
snerlings NOUN NNS Number=Ptan
snerlings NOUN NNS Number=Plur
plomned VERB VBD Tense=Past
tropped VERB VBD Tense=Past
ed VERB VBD Tense=Past
glew VERB VBD Tense=Past
Glew VERB VBD Tense=Past
QUILLON PROPN NNP Number=Sing
zto PROPN NNP Number=Sing
McVrane PROPN NNP Number=Sing
ÉCLURS NOUN NNS Number=Plur
Élurs NOUN NNS Number=Plur
straßes NOUN NNS Number=Plur
4,321,000 NUM CD NumType=Card
, NUM CD NumType=Card
,, NUM CD NumType=Card
1984 NUM CD NumType=Card
’Z PART POS _
`z PART POS _
teh DET DT Typo=Yes
TEH DET DT Typo=Yes
teh DET DT Definite=Def
THE DET DT Typo=Yes
“ PUNCT `` _
😀s NOUN NNS Number=Plur
blick X NN Number=Sing
Blick VERB CD Tense=Past
"""


def rows(text):
    return [line.split() for line in text.strip().splitlines()]


def main():
    out = pathlib.Path(sys.argv[1])
    known = collections.Counter((f, u, x, feats, l) for f, l, u, x, feats in rows(KNOWN))
    rules = lemma.learn(known)
    labels = {"xpos": sorted({k[2] for k in known}), "feats": sorted({k[3] for k in known})}
    sections = lemma.packed(rules) | {"labels/" + k: "\n".join(v).encode() for k, v in labels.items()}
    model_file.write(out.with_suffix(".lm"), sections)
    asked = [(f, u, x, feats) for f, _, u, x, feats in rows(KNOWN)] + [tuple(r) for r in rows(ASKED)]
    with open(out.with_suffix(".tsv"), "w", encoding="utf-8", newline="\n") as golden:
        for row in asked:
            golden.write("\t".join(row + (rules.lemma(*row),)) + "\n")


if __name__ == "__main__":
    main()
