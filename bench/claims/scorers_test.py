#!/usr/bin/env python3
"""Tests of the scorers on cases computed by hand."""

import unittest

import carb
import gum
import learned
import negation
import overlap
import polnear
from overlap import Counts


class WordsTest(unittest.TestCase):
    def test_words_within_spans(self):
        words = overlap.Words("“The firm’s U.S. plan,” she said — “failed.”")
        self.assertEqual([words.form(i) for i in range(len(words.places))], ["The", "firm’s", "U.S", "plan", "she", "said", "failed"])
        self.assertEqual(words.within([(0, 4), (24, 45)]), {0, 4, 5, 6})
        self.assertEqual(words.within([(6, 7)]), {1})  # a part of a word
        self.assertEqual(words.within([(4, 5), (15, 15)]), set())

    def test_bytes_and_characters(self):
        at = overlap.characters_of_bytes("é—a")
        self.assertEqual([at(0), at(2), at(5), at(6)], [0, 1, 2, 3])

    def test_overlap(self):
        self.assertEqual(overlap.overlap({1, 2, 3}, {3}), 0.5)
        self.assertEqual(overlap.overlap(set(), set()), 1)
        self.assertEqual(overlap.overlap({1}, set()), 0)

    def test_counts(self):
        counts = Counts()
        counts.add({1, 2, 3}, {3, 4})
        self.assertEqual((counts.precision, counts.recall, counts.f1), (1 / 2, 1 / 3, 2 / 5))
        self.assertEqual(Counts().f1, 0)


def place(text, part):
    begin = text.index(part)
    return {"begin": len(text[:begin].encode()), "end": len(text[: begin + len(part)].encode())}


class PolnearTest(unittest.TestCase):
    TEXT = "Café owners say that Ms. Rao claims the tax hurts and the fee kills. It must go."

    def claim(self, text, holders, cues, sentence=0):
        sentences = ("Café owners say that Ms. Rao claims the tax hurts and the fee kills.", "It must go.")
        return {
            "span": place(self.TEXT, text),
            "sentence": place(self.TEXT, sentences[sentence]),
            "holders": [{"kind": "HOLDER_KIND_AUTHOR"}] + [{"span": place(self.TEXT, h)} for h in holders],
            "cues": [place(self.TEXT, c) for c in cues],
        }

    def found(self, *claims):
        words = overlap.Words(self.TEXT)
        forms = lambda part: " ".join(words.form(w) for w in sorted(part))
        attributions = polnear.read_attributions({"claims": list(claims)}, words)
        return [tuple(forms(a[part]) for part in polnear.PARTS) for a in attributions]

    def test_claims_of_one_holder_are_one_attribution(self):
        found = self.found(self.claim("the tax hurts", ["Ms. Rao"], ["claims"]), self.claim("the fee kills", ["Ms. Rao"], ["claims"]))
        self.assertEqual(found, [("Ms Rao", "claims", "the tax hurts and the fee kills")])

    def test_a_chain_is_an_attribution_a_holder(self):
        found = self.found(self.claim("the tax hurts", ["Café owners", "Ms. Rao"], ["say", "claims"]))
        self.assertEqual(found, [("Café owners", "say", "that Ms Rao claims the tax hurts"), ("Ms Rao", "claims", "the tax hurts")])

    def test_content_of_two_sentences_does_not_join_what_stands_between(self):
        found = self.found(self.claim("the tax hurts", ["Ms. Rao"], ["claims"]), self.claim("It must go", ["Ms. Rao"], ["claims"], 1))
        self.assertEqual(found, [("Ms Rao", "claims", "the tax hurts It must go")])

    def test_the_authors_own_claims_are_none_and_a_cue_without_holder_is_one(self):
        self.assertEqual(self.found(self.claim("It must go", [], [], 1)), [])
        self.assertEqual(self.found(self.claim("It must go", [], ["claims"], 1)), [("", "claims", "It must go")])

    def test_relations_match_one_to_one_by_half_of_each_part(self):
        a = {"source": frozenset({1}), "cue": frozenset({2}), "content": frozenset({3, 4, 5, 6})}
        near = dict(a, content=frozenset({3, 4}))  # 4/6
        far = dict(a, content=frozenset({3}))  # 2/5
        sourceless = dict(a, source=frozenset())
        self.assertEqual(polnear.match([a], [near]), [(0, 0)])
        self.assertEqual(polnear.match([a], [far]), [])
        self.assertEqual(polnear.match([a, a], [near]), [(0, 0)])
        self.assertEqual(polnear.match([a], [near, a]), [(0, 1)])
        self.assertEqual(polnear.match([sourceless, a], [sourceless]), [(0, 0)])
        counts = polnear.evaluate([([a, sourceless], [far])])
        self.assertEqual(counts["source"], Counts(1, 1, 1))
        self.assertEqual(counts["content"], Counts(1, 4, 1))
        self.assertEqual(counts["relation"], Counts(0, 2, 1))


def tuples(*rows):
    """Each "predicate | argument | ... [= confidence]"."""
    found = []
    for row in rows:
        row, _, confidence = row.partition(" = ")
        predicate, *arguments = row.split(" | ")
        found.append(carb.Tuple(predicate, arguments, float(confidence or 1)))
    return found


class CarbTest(unittest.TestCase):
    def match(self, wanted, found):
        return carb.match(tuples(wanted)[0], tuples(found)[0])

    def test_bags_of_words_part_by_part(self):
        # Common: "rose"; "The fee"; "May 2". Found 1 + 3 + 2 words, wanted 2 + 2 + 3.
        self.assertEqual(self.match("rose in | The fee | early May 2", "rose | The old fee | May 2"), (5 / 6, 5 / 7))

    def test_further_arguments_are_one(self):
        self.assertEqual(self.match("rose | fees | in May | by 2 %", "rose | fees | by 2 % in May"), (1, 1))

    def test_no_word_of_the_predicate_no_match(self):
        self.assertEqual(self.match("rose | fees | in May", "grew | fees | in May"), (0, 0))

    def test_be_stands_for_its_forms(self):
        self.assertEqual(self.match("is | Bo | mayor", "be | Bo | mayor"), (1, 1))
        self.assertEqual(self.match("be | Bo | mayor", "is | Bo | mayor"), (0, 0))

    def test_too_few_arguments_no_match(self):
        self.assertEqual(self.match("rose | fees | in May", "rose | fees"), (0, 0))
        self.assertEqual(self.match("rose | fees", "rose | fees | in May"), (1, 1))

    def test_saying_may_be_the_other_way_round(self):
        self.assertEqual(self.match("said | Bo | fees rose", "said | fees rose | Bo"), (1, 1))
        self.assertEqual(self.match("saw | Bo | fees rose", "saw | fees rose | Bo"), (1 / 4, 1 / 4))

    def test_one_to_one_for_precision_and_the_best_for_recall(self):
        scores = [[(0.9, 0.5), (0.8, 0.6)], [(0.85, 0.4), (0.1, 0.1)]]
        precision, recall = carb.of_sentence(scores, [0, 1])
        self.assertAlmostEqual(precision, 0.9 + 0.1)
        self.assertAlmostEqual(recall, 0.6 + 0.4)

    def test_curve(self):
        gold = {"a": tuples("rose | fees | in May", "is | Bo | mayor"), "b": tuples("fell | fees | in June")}
        system = {"a": tuples("rose | fees | in May = 0.9", "is | Al | king = 0.2"), "b": tuples("fell | rents | in June = 0.5")}
        # At 0.2: 1 + 1/3 of "is" + 3/4 over three; 0.5: 1 + 3/4 over two; 0.9: one right of one.
        expected = [(0.2, (1 + 1 / 3 + 3 / 4) / 3, (1 + 1 / 3 + 3 / 4) / 3), (0.5, 7 / 8, 7 / 12), (0.9, 1, 1 / 3)]
        points = carb.curve(gold, system)
        self.assertEqual(len(points), 3)
        for point, wanted in zip(points, expected):
            for a, b in zip(point, wanted):
                self.assertAlmostEqual(a, b)
        best, under = carb.evaluate(gold, system)
        self.assertAlmostEqual(best[2], 2 * (7 / 8) * (7 / 12) / (7 / 8 + 7 / 12))
        r = [25 / 36, 7 / 12, 1 / 3, 0]
        p = [25 / 36, 7 / 8, 1, 1]
        self.assertAlmostEqual(under, sum((r[i] - r[i + 1]) * (p[i] + p[i + 1]) / 2 for i in range(3)))
        self.assertEqual(carb.evaluate(gold, {})[1], 0)

    def test_files(self):
        gold = carb.read_gold(["Fees rose .\trose\tFees\tC: May\n"])
        self.assertEqual(gold, {"Feesrose.": tuples("rose | Fees")})
        self.assertEqual(carb.read_system(["Fees rose.\t0.5\trose\tFees\n"]), {"Feesrose.": tuples("rose | Fees = 0.5")})


class GumTest(unittest.TestCase):
    TREEBANK = """# newdoc id = GUM_x_y
# newpar
# sent_id = GUM_x_y-1
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\t_\t_\t_\t_\t0\troot\t_\t_
2\tn't\t_\t_\t_\t_\t1\tx\t_\t_
3\tgo\t_\t_\t_\t_\t1\tx\t_\tSpaceAfter=No
4\t,\t_\t_\t_\t_\t1\tx\t_\t_
5\the\t_\t_\t_\t_\t1\tx\t_\t_
6\tsays\t_\t_\t_\t_\t1\tx\t_\tSpaceAfter=No
7\t.\t_\t_\t_\t_\t1\tx\t_\t_

# sent_id = GUM_x_y-2
1\tWhy\t_\t_\t_\t_\t0\troot\t_\tSpaceAfter=No
2\t?\t_\t_\t_\t_\t1\tx\t_\t_
"""

    def test_text_and_places(self):
        document = gum.read_treebank(self.TREEBANK.splitlines())["GUM_x_y"]
        self.assertEqual(document.text, "Don't go, he says. Why?")
        self.assertEqual(document.places("GUM_x_y-1", ", he says"), [(8, 9), (10, 12), (13, 17)])
        self.assertEqual(document.places("GUM_x_y-2", "Why"), [(19, 22)])
        self.assertEqual(document.places("no sentence", "Why"), [])

    def test_a_unit_in_common_on_both_sides(self):
        gold = [{"cue": {5, 6}, "content": {1, 2}}]
        found = lambda cue, content: {"source": set(), "cue": cue, "content": content}
        self.assertEqual(gum.match(gold, [found({6}, {2, 9})]), 1)
        self.assertEqual(gum.match(gold, [found({6}, {9})]), 0)
        self.assertEqual(gum.match(gold + gold, [found({6}, {2})]), 1)


class LearnedTest(unittest.TestCase):
    def test_average_precision(self):
        self.assertAlmostEqual(learned.average_precision([0.9, 0.8, 0.7, 0.1], [1, 0, 1, 0]), (1 + 2 / 3) / 2)
        self.assertIsNone(learned.average_precision([0.9], [0]))
        mean = learned.mean_average_precision([0.9, 0.8, 0.7, 0.1, 0.3], [1, 0, 0, 1, 0], ["a", "a", "b", "b", "c"])
        self.assertAlmostEqual(mean, (1 + 1 / 2) / 2)

    def test_correlation_and_f1(self):
        self.assertAlmostEqual(learned.correlation([1, 2, 3], [2, 4, 6]), 1)
        self.assertAlmostEqual(learned.correlation([1, 2, 3], [3, 3, 3]), 0)
        self.assertAlmostEqual(learned.f1([1, 1, 0, 0], [1, 0, 1, 0]), 1 / 2)


class NegationTest(unittest.TestCase):
    def test_gold(self):
        rows = ["s\t0\t%d\t%s\tx\tx\tx\t%s\n" % (i, w, c) for i, (w, c) in enumerate((("He", "_\tHe\t_"), ("never", "never\t_\t_"), ("left", "_\tleft\tleft"), (".", "_\t.\t_")))]
        plain = ["s\t1\t0\tYes\tx\tx\tx\t***\n"]
        gold = list(negation.read_gold(rows + ["\n"] + plain))
        self.assertEqual(gold, [(["He", "never", "left", "."], [({2}, {1, 3})]), (["Yes"], [])])

    def test_tokens_of_scopes(self):
        self.assertEqual(list(negation.read_found("2:1,3 5:")), [({2}, {1, 3}), ({5}, set())])
        cues, scopes = negation.evaluate([([({2}, {1, 3}), ({9}, {8})], [({2}, {1, 4}), ({5}, {6})])])
        self.assertEqual(cues, Counts(1, 2, 2))
        self.assertEqual(scopes, Counts(1, 3, 3))


if __name__ == "__main__":
    unittest.main()
