#!/usr/bin/env python3
"""Tests of bins and calibration error on cases computed by hand."""

import unittest

import reliability


class BinsTest(unittest.TestCase):
    def test_confidence_and_share_of_each_bin(self):
        cases = [(0.72, True), (0.78, False), (0.95, True), (1.0, True)]
        seven, nine = reliability.bins_of(cases, 10)
        self.assertEqual((seven[0], seven[1], seven[3]), (7, 2, 0.5))
        self.assertAlmostEqual(seven[2], 0.75)
        self.assertEqual((nine[0], nine[1], nine[3]), (9, 2, 1.0))  # 1 is in the last bin
        self.assertAlmostEqual(nine[2], 0.975)
        self.assertAlmostEqual(reliability.calibration_error(cases, 10), (2 * 0.25 + 2 * 0.025) / 4)

    def test_a_bin_begins_with_its_bound_in_32_bits(self):
        self.assertEqual([b[0] for b in reliability.bins_of([(0.699999988, True)], 10)], [7])
        self.assertEqual([b[0] for b in reliability.bins_of([(0.69, True)], 10)], [6])

    def test_errors_of_one_bin_make_up_for_each_other(self):
        cases = [(0.6, False), (0.6, True), (0.65, True), (0.65, False), (0.65, True), (0.65, True)]
        self.assertAlmostEqual(reliability.calibration_error(cases, 10), abs(3.8 - 4) / 6)
        self.assertAlmostEqual(reliability.calibration_error(cases, 20), (abs(1.2 - 1) + abs(2.6 - 3)) / 6)

    def test_of_nothing(self):
        self.assertEqual(reliability.bins_of([], 10), [])
        self.assertEqual(reliability.calibration_error([], 10), 0)

    def test_surer_counts_pairs_and_ties_half(self):
        self.assertAlmostEqual(reliability.surer([(0.9, True), (0.5, True), (0.5, False), (0.6, False)]), (1 + 1 + 0.5 + 0) / 4)
        self.assertEqual(reliability.surer([]), 0)


if __name__ == "__main__":
    unittest.main()
