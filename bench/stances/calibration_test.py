#!/usr/bin/env python3
"""Tests of what counts as right, on cases made by hand."""

import types
import unittest

import calibration


class CasesTest(unittest.TestCase):
    def test_a_stance_is_right_where_it_is_matched(self):
        author = {"holder": "author", "target": "the levy", "direction": "oppose", "confidence": 0.5}
        ruiz = {"holder": "Ana Ruiz", "target": "the levy", "direction": "support"}
        asked = []

        def match(gold, predicted, score):
            asked.append((gold, predicted, score))
            return [(0, 0)]

        scorer = types.SimpleNamespace(match=match, stance_score="of stances")
        self.assertEqual(calibration.cases_of(["marked"], [author, ruiz], scorer), [(0.5, True), (0.0, False)])
        self.assertEqual(asked, [(["marked"], [author, ruiz], "of stances")])


if __name__ == "__main__":
    unittest.main()
