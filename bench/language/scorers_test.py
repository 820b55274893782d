#!/usr/bin/env python3
"""Tests of the scorers on cases computed by hand."""

import unittest

import conll18
import coreference
import entities
import raw_text


def conllu(*sentences):
    """Lines of CoNLL-U; a row is "number form lemma upos xpos feats head relation [misc]"."""
    for sentence in sentences:
        for row in sentence.strip().splitlines():
            c = row.split()
            yield "\t".join(c[:8] + ["_", c[8] if len(c) > 8 else "_"]) + "\n"
        yield "\n"


def corpus(*sentences):
    return conll18.read(conllu(*sentences))


def counts(scores, name):
    return tuple(scores[name])


TOLL = """
1 The the DET DT Definite=Def 2 det
2 tolls toll NOUN NNS Number=Plur 3 nsubj
3 fell fall VERB VBD Tense=Past 0 root
4 again again ADV RB _ 3 advmod
5 . . PUNCT . _ 3 punct
"""


class Conll18Test(unittest.TestCase):
    def test_itself_is_all_right(self):
        scores = conll18.evaluate(corpus(TOLL, TOLL), corpus(TOLL, TOLL))
        for name in conll18.METRICS:
            self.assertEqual(scores[name].f1, 1, name)
        self.assertEqual(counts(scores, "CLAS"), (6, 6, 6, 6))  # nsubj, root, advmod, twice

    def test_one_column_wrong_at_a_time(self):
        # metric: right of 5 words; CLAS, MLAS and BLEX: of 3 content words.
        cases = [
            ("3 advmod", "2 advmod", {"UAS": 4, "LAS": 4, "CLAS": 2, "MLAS": 2, "BLEX": 2, "UPOS": 5}),
            ("3 advmod", "3 obl", {"UAS": 5, "LAS": 4, "CLAS": 2, "MLAS": 2, "BLEX": 2}),
            ("3 advmod", "3 advmod:emph", {"UAS": 5, "LAS": 5, "CLAS": 3, "MLAS": 3}),
            ("toll NOUN", "tolls NOUN", {"Lemmas": 4, "LAS": 5, "CLAS": 3, "MLAS": 3, "BLEX": 2}),
            ("toll NOUN", "toll PROPN", {"UPOS": 4, "XPOS": 5, "AllTags": 4, "MLAS": 2, "BLEX": 3}),
            ("NNS", "NNPS", {"UPOS": 5, "XPOS": 4, "AllTags": 4, "MLAS": 3}),
            ("Number=Plur", "Number=Sing", {"UFeats": 4, "AllTags": 4, "MLAS": 2}),
            ("Number=Plur", "Number=Plur|Typo=Yes", {"UFeats": 5, "AllTags": 5, "MLAS": 3}),  # no universal feature
            # A function word counts in MLAS through the word that it hangs on: here "tolls" alone.
            ("the DET", "the PRON", {"UPOS": 4, "CLAS": 3, "MLAS": 2, "BLEX": 3}),
            ("2 det", "3 det", {"UAS": 4, "LAS": 4, "CLAS": 3, "MLAS": 1, "BLEX": 3}),
        ]
        for old, new, expected in cases:
            self.assertEqual(TOLL.count(old), 1)
            scores = conll18.evaluate(corpus(TOLL), corpus(TOLL.replace(old, new)))
            for name, right in expected.items():
                total = 3 if name in ("CLAS", "MLAS", "BLEX") else 5
                self.assertEqual(counts(scores, name), (right, total, total, total), (new, name))

    def test_relations_of_content_words_are_counted_on_each_side(self):
        scores = conll18.evaluate(corpus(TOLL), corpus(TOLL.replace("2 det", "2 amod")))
        self.assertEqual(counts(scores, "CLAS"), (3, 3, 4, 3))
        self.assertAlmostEqual(scores["CLAS"].precision, 3 / 4)
        self.assertAlmostEqual(scores["CLAS"].f1, 6 / 7)
        self.assertEqual(scores["CLAS"].aligned_accuracy, 1)

    def test_lemmas_count_only_where_gold_has_one(self):
        scores = conll18.evaluate(corpus(TOLL.replace("toll NOUN", "_ NOUN")), corpus(TOLL))
        self.assertEqual(scores["Lemmas"].correct, 5)
        self.assertEqual(scores["BLEX"].correct, 3)

    def test_sentences_cut_otherwise(self):
        cut = (
            "1 The the DET DT Definite=Def 2 det\n2 tolls toll NOUN NNS Number=Plur 0 root",
            "1 fell fall VERB VBD Tense=Past 0 root\n2 again again ADV RB _ 1 advmod\n3 . . PUNCT . _ 1 punct",
        )
        scores = conll18.evaluate(corpus(TOLL, TOLL), corpus(TOLL, *cut))
        self.assertEqual(counts(scores, "Sentences"), (1, 2, 3, None))
        self.assertAlmostEqual(scores["Sentences"].f1, 2 / 5)
        self.assertEqual(counts(scores, "Tokens"), (10, 10, 10, None))
        self.assertEqual(counts(scores, "UAS"), (9, 10, 10, 10))  # "tolls" has become a root

    def test_words_cut_otherwise(self):
        gold = "1 e-mail e-mail NOUN NN _ 2 nsubj\n2 works work VERB VBZ _ 0 root"
        system = "1 e e X FW _ 3 compound\n2 - - PUNCT HYPH _ 3 punct\n3 mail mail NOUN NN _ 4 nsubj\n4 works work VERB VBZ _ 0 root"
        scores = conll18.evaluate(corpus(gold), corpus(system))
        self.assertEqual(counts(scores, "Tokens"), (1, 2, 4, None))
        self.assertEqual(counts(scores, "Words"), (1, 2, 4, None))
        self.assertEqual(counts(scores, "UAS"), (1, 2, 4, 1))
        self.assertAlmostEqual(scores["LAS"].f1, 2 / 6)

    def test_a_head_that_is_not_aligned_is_wrong(self):
        gold = "1 so so ADV RB _ 2 advmod\n2 it's-on on ADJ JJ _ 0 root"
        system = "1 so so ADV RB _ 3 advmod\n2 it's it PRON PRP _ 3 nsubj\n3 -on on ADJ JJ _ 0 root"
        scores = conll18.evaluate(corpus(gold), corpus(system))
        self.assertEqual(counts(scores, "Words"), (1, 2, 3, None))
        self.assertEqual(counts(scores, "UAS"), (0, 2, 3, 1))

    def test_tokens_of_several_words(self):
        gold = "1 I I PRON PRP _ 4 nsubj\n2-3 don't _ _ _ _ _ _\n2 do do AUX VBP _ 4 aux\n3 n't not PART RB _ 4 advmod\n4 know know VERB VB _ 0 root"
        unsplit = "1 I I PRON PRP _ 3 nsubj\n2 don't do AUX VBP _ 3 aux\n3 know know VERB VB _ 0 root"
        apart = "1 I I PRON PRP _ 4 nsubj\n2 Do do AUX VBP _ 4 aux\n3 n't not PART RB _ 4 advmod\n4 know know VERB VB _ 0 root"
        scores = conll18.evaluate(corpus(gold), corpus(gold))
        self.assertEqual(counts(scores, "Tokens"), (3, 3, 3, None))
        self.assertEqual(counts(scores, "Words"), (4, 4, 4, None))
        scores = conll18.evaluate(corpus(gold), corpus(unsplit))
        self.assertEqual(counts(scores, "Tokens"), (3, 3, 3, None))
        self.assertEqual(counts(scores, "Words"), (2, 4, 3, None))  # neither "do" nor "n't" is "don't"
        scores = conll18.evaluate(corpus(gold.replace("don't", "Don't")), corpus(apart))
        self.assertEqual(counts(scores, "Tokens"), (2, 3, 4, None))
        self.assertEqual(counts(scores, "Words"), (4, 4, 4, None))  # by their forms, letter case aside
        self.assertEqual(counts(scores, "UAS"), (4, 4, 4, 4))

    def test_what_cannot_be_compared(self):
        good = corpus(TOLL)
        with self.assertRaises(conll18.Mismatch):
            conll18.evaluate(good, corpus(TOLL.replace("again", "often")))
        for old, new in [("0 root", "2 root"), ("3 advmod", "0 advmod"), ("3 advmod", "9 advmod"), ("3 advmod", "4 advmod")]:
            with self.assertRaises(conll18.Mismatch, msg=new):
                corpus(TOLL.replace(old, new))
        with self.assertRaises(conll18.Mismatch):
            conll18.read(["1\tThe\tthe\n"])


class EntitiesTest(unittest.TestCase):
    def test_spans(self):
        cases = [
            ("O O", set()),
            ("B-PER I-PER O B-ORG", {(0, 2, "PER"), (3, 4, "ORG")}),
            ("B-PER B-PER", {(0, 1, "PER"), (1, 2, "PER")}),
            ("I-LOC I-LOC", {(0, 2, "LOC")}),
            ("B-PER I-ORG", {(0, 1, "PER"), (1, 2, "ORG")}),
            ("B-MISC I-MISC B-PER", {(2, 3, "PER")}),
            ("B-PER I-MISC I-PER", {(0, 1, "PER"), (2, 3, "PER")}),
        ]
        for tags, expected in cases:
            self.assertEqual(entities.spans(tags.split()), expected, tags)

    def test_exact_span_and_type(self):
        def sentence(tags):
            return [("w%d" % i, tag) for i, tag in enumerate(tags.split())]

        gold = [sentence("B-PER I-PER O B-ORG"), sentence("B-LOC O")]
        system = [sentence("B-PER O O B-ORG"), sentence("B-ORG B-LOC")]
        scores = entities.evaluate(gold, system)
        self.assertEqual(tuple(scores["all"]), (1, 3, 4))
        self.assertEqual(tuple(scores["ORG"]), (1, 1, 2))
        self.assertEqual(tuple(scores["LOC"]), (0, 1, 1))
        self.assertAlmostEqual(entities.f1(scores["all"]), 2 / 7)
        with self.assertRaises(entities.Mismatch):
            entities.evaluate(gold, system[:1])

    def test_files(self):
        bio = list(entities.read_bio(["Ilse\tB-PER\n", "left\tO\n", "\n", "\n", "Ada\tB-PER\n"]))
        self.assertEqual(bio, [[("Ilse", "B-PER"), ("left", "O")], [("Ada", "B-PER")]])
        words = "".join(entities.as_words(bio)).replace("Ilse\t_\t_\t_\t_\t_\t_\t_\t_", "Ilse\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|NER=B-PER")
        self.assertEqual(list(entities.read_conllu(words.splitlines(True))), [bio[0], [("Ada", "O")]])

    def test_documents_by_the_words_of_a_treebank(self):
        treebank = "# newdoc id = a\n1\tIlse\t_\n2\tleft\t_\n\n1\tThanks\t_\n\n# newdoc id = b\n1-2\tdon't\t_\n1\tdo\t_\n2\tn't\t_\n\n1\tThanks\t_\n\n"
        sentences = [[(word, "O") for word in s.split()] for s in ("do n't", "Thanks", "who knows", "Ilse left", "Thanks")]
        self.assertEqual(list(entities.documents(sentences, treebank.splitlines(True))), ["b", "b", "b", "a", "a"])
        words = "".join(entities.as_words(sentences[:3], ["b", "b", "a"]))
        self.assertEqual([line for line in words.splitlines() if line.startswith("#")], ["# newdoc id = b", "# newdoc id = a"])


class CoreferenceTest(unittest.TestCase):
    # Ada Quill met Bo . She saw him , and Quill left .
    WORDS = (
        "1 Ada x PROPN _ _ 3 nsubj {0}\n2 Quill x PROPN _ _ 1 flat {1}\n3 met x VERB _ _ 0 root\n4 Bo x PROPN _ _ 3 obj {2}",
        "1 She x PRON _ _ 2 nsubj {3}\n2 saw x VERB _ _ 0 root\n3 him x PRON _ _ 2 obj {4}\n4 Quill x PROPN _ _ 2 conj {5}",
    )

    def links(self, *marks):
        gold = ("(1-person-new", "1)", "(2-person-new)", "(1-person-giv)", "(2-person-giv)", "(1-person-giv)")
        texts = ([w.format(*("Entity=" + m if m else "_" for m in marks)) for w in self.WORDS] for marks in (gold, marks))
        return coreference.evaluate(*(list(conllu(*text)) for text in texts))

    def test_all_right(self):
        found = self.links("(e1-person", "e1)", "(e2-person)", "(e1-person)", "(e2-person)", "(e1-person)")
        self.assertEqual(found, {"all": (3, 3, 3), "pronouns": (2, 2, 2), "names": (1, 1, 1)})

    def test_each_link_counts(self):
        # "She" is taken for Bo; "him" is left out; "Quill" has the chain of "Ada Quill".
        found = self.links("(e1-person", "e1)", "(e2-person)", "(e2-person)", "", "(e1-person)")
        self.assertEqual(found, {"all": (1, 2, 3), "pronouns": (0, 1, 2), "names": (1, 1, 1)})

    def test_part_of_a_name_stands_for_it_if_its_head_is_there(self):
        self.assertEqual(self.links("(e1-person)", "", "", "(e1-person)", "", "")["all"], (1, 1, 3))
        self.assertEqual(self.links("", "(e1-person)", "", "(e1-person)", "", "")["all"], (0, 0, 3))

    def test_other_types_do_not_count(self):
        rows = conllu("1 Aix x PROPN _ _ 2 nsubj Entity=(1-place)\n2 is x AUX _ _ 0 root\n3 Aix x PROPN _ _ 2 obj Entity=(1-place)")
        rows = list(rows)
        self.assertEqual(coreference.evaluate(rows, rows)["all"], (0, 0, 0))


class RawTextTest(unittest.TestCase):
    def test_blanks_and_paragraphs(self):
        rows = list(conllu("1 I i _ _ _ 2 x\n2-3 don't _ _ _ _ _ _ SpaceAfter=No\n2 do _ _ _ _ 0 x\n3 n't _ _ _ _ 2 x\n4 . _ _ _ _ 2 x", "1 So _ _ _ _ 0 x"))
        self.assertEqual(raw_text.raw_text(rows), "I don't. So\n")
        second = next(i for i, row in enumerate(rows) if row.startswith("1\tSo"))
        rows.insert(second, "# newpar id = p2\n")
        self.assertEqual(raw_text.raw_text(rows), "I don't.\n\nSo\n")

    def test_lines_end_between_tokens(self):
        rows = list(conllu("\n".join("%d %s _ _ _ _ 0 x" % (i, "w" * 9) for i in range(1, 18))))
        self.assertEqual([len(line) for line in raw_text.raw_text(rows).splitlines()], [79, 79, 9])


if __name__ == "__main__":
    unittest.main()
