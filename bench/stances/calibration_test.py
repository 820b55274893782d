#!/usr/bin/env python3
"""Tests of the calibration on cases computed by hand."""

import types
import unittest

import calibration


class BinsTest(unittest.TestCase):
    def test_confidence_and_share_of_each_bin(self):
        cases = [(0.72, True), (0.78, False), (0.95, True), (1.0, True)]
        seven, nine = calibration.bins_of(cases, 10)
        self.assertEqual((seven[0], seven[1], seven[3]), (7, 2, 0.5))
        self.assertAlmostEqual(seven[2], 0.75)
        self.assertEqual((nine[0], nine[1], nine[3]), (9, 2, 1.0))  # 1 is in the last bin
        self.assertAlmostEqual(nine[2], 0.975)
        self.assertAlmostEqual(calibration.calibration_error(cases, 10), (2 * 0.25 + 2 * 0.025) / 4)

    def test_a_bin_begins_with_its_bound_in_32_bits(self):
        self.assertEqual([b[0] for b in calibration.bins_of([(0.699999988, True)], 10)], [7])
        self.assertEqual([b[0] for b in calibration.bins_of([(0.69, True)], 10)], [6])

    def test_errors_of_one_bin_make_up_for_each_other(self):
        cases = [(0.6, False), (0.6, True), (0.65, True), (0.65, False), (0.65, True), (0.65, True)]
        self.assertAlmostEqual(calibration.calibration_error(cases, 10), abs(3.8 - 4) / 6)
        self.assertAlmostEqual(calibration.calibration_error(cases, 20), (abs(1.2 - 1) + abs(2.6 - 3)) / 6)

    def test_of_nothing(self):
        self.assertEqual(calibration.bins_of([], 10), [])
        self.assertEqual(calibration.calibration_error([], 10), 0)


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
