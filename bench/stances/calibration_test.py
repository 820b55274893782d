#!/usr/bin/env python3
"""Tests of what counts as right, on cases made by hand."""

import types
import unittest

import calibration


class CasesTest(unittest.TestCase):
    def test_a_stance_is_right_where_it_is_matched(self):
        found = [
            {"holder": {"kind": "HOLDER_KIND_AUTHOR"}, "target": {"text": "the levy"}, "direction": "DIRECTION_OPPOSE", "confidence": 0.5},
            {"holder": {"text": "Ana Ruiz"}, "target": {"text": "the levy"}, "direction": "DIRECTION_SUPPORT"},
        ]
        asked = []

        def match(gold, predicted, score):
            asked.append((gold, predicted, score))
            return [(0, 0)]

        scorer = types.SimpleNamespace(match=match, stance_score="of stances")
        self.assertEqual(calibration.cases_of(["marked"], found, scorer), [(0.5, True), (0.0, False)])
        author = {"holder": "author", "target": "the levy", "direction": "oppose"}
        ruiz = {"holder": "Ana Ruiz", "target": "the levy", "direction": "support"}
        self.assertEqual(asked, [(["marked"], [author, ruiz], "of stances")])


if __name__ == "__main__":
    unittest.main()
