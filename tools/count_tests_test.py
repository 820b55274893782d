#!/usr/bin/env python3
"""Tests of count_tests.py on events as Bazel 4.2.3 writes them (fields that are not read are left out)."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

import count_tests


def summary(label, status):
    return {"id": {"testSummary": {"label": label}}, "testSummary": {"overallStatus": status}}


def built(label, success=True):
    return {"id": {"targetCompleted": {"label": label}}, "completed": {"success": True} if success else {}}


def aborted(label, reason):
    return {"id": {"targetCompleted": {"label": label}}, "aborted": {"reason": reason}}


def finished(name):
    return {"id": {"buildFinished": {}}, "finished": {"exitCode": {"name": name}}}


class CountTest(unittest.TestCase):
    def expect(self, events, passed, failures):
        run = count_tests.Run(events)
        self.assertEqual(sorted(run.passed), passed)
        self.assertEqual(run.failures, failures)

    def test_passed_and_flaky_count_as_passed(self):
        self.expect(
            [built("//a:x"), summary("//a:x", "PASSED"), summary("//a:y", "FLAKY"), finished("SUCCESS")],
            ["//a:x", "//a:y"],
            {},
        )

    def test_failed_and_timed_out_tests(self):
        self.expect(
            [summary("//a:x", "FAILED"), summary("//a:y", "TIMEOUT"), summary("//a:z", "PASSED"), finished("TESTS_FAILED")],
            ["//a:z"],
            {"//a:x": "FAILED", "//a:y": "TIMEOUT"},
        )

    def test_targets_that_do_not_build(self):
        self.expect(
            [built("//a:lib", False), built("//a:x", False), summary("//a:x", "NO_STATUS"), finished("BUILD_FAILURE")],
            [],
            {"//a:lib": "does not build", "//a:x": "does not build"},
        )

    def test_analysis_failure(self):
        self.expect(
            [aborted("//a:x", "ANALYSIS_FAILURE"), summary("//a:y", "PASSED"), finished("BUILD_FAILURE")],
            ["//a:y"],
            {"//a:x": "not built: ANALYSIS_FAILURE"},
        )

    def test_skipped_and_filtered_targets_do_not_count(self):
        self.expect([aborted("//a:x", "SKIPPED"), built("//a:filtered"), finished("SUCCESS")], [], {})

    def test_failure_that_no_event_explains(self):
        self.expect([summary("//a:x", "PASSED"), finished("PARSING_FAILURE")], ["//a:x"], {"bazel": "PARSING_FAILURE"})

    def test_run_that_was_killed(self):
        self.expect([summary("//a:x", "PASSED")], ["//a:x"], {"bazel": "ended before it was done"})

    def test_no_tests_is_no_failure(self):
        self.expect([finished("NO_TESTS_FOUND")], [], {})

    def test_last_line_cut_off(self):
        lines = [json.dumps(summary("//a:x", "PASSED")) + "\n", '{"id":{"testSum']
        self.assertEqual(len(list(count_tests.read_events(lines))), 1)


class CommandTest(unittest.TestCase):
    def run_on(self, *paths):
        script = os.path.join(os.path.dirname(count_tests.__file__), "count_tests.py")
        done = subprocess.run([sys.executable, script, *paths], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        return done.stdout, done.stderr

    def test_adds_files_and_names_failures(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "events")
            with open(path, "w") as f:
                for event in (summary("//a:x", "PASSED"), summary("//a:y", "FAILED"), finished("TESTS_FAILED")):
                    f.write(json.dumps(event) + "\n")
            self.assertEqual(self.run_on(path, path), ("2 2\n", "FAILED //a:y: FAILED\n" * 2))

    def test_missing_file_is_a_failure(self):
        out, err = self.run_on("/nonexistent")
        self.assertEqual(out, "0 1\n")
        self.assertIn("wrote no events", err)


if __name__ == "__main__":
    unittest.main()
