#!/usr/bin/env python3
"""Counts what a `bazel test` did, from its build event file.

    bazel test --build_event_json_file=FILE ... ; tools/count_tests.py FILE...

Prints one line per failure to standard error and "PASSED FAILED" (two numbers) to standard output. Counted are test targets,
and as failures also other targets that do not build. A run that bazel itself gave up (bad BUILD file, out of memory) counts as
one failure when nothing else explains it. Tests that a filter left out are not counted.
"""

import json
import sys

GOOD = ("PASSED", "FLAKY")


class Run:
    """One bazel command: passed labels, and failures as {label: why}."""

    def __init__(self, events):
        self.passed = set()
        self.failures = {}
        exit_name = None
        for event in events:
            key = event.get("id", {})
            if "testSummary" in key:
                self._add(key["testSummary"]["label"], event.get("testSummary", {}).get("overallStatus", "NO_STATUS"))
            elif "targetCompleted" in key:
                self._complete(key["targetCompleted"]["label"], event)
            elif "buildFinished" in key:
                exit_name = event.get("finished", {}).get("exitCode", {}).get("name", "UNKNOWN")
        self.passed -= self.failures.keys()
        if exit_name is None:
            self.failures["bazel"] = "ended before it was done"
        elif exit_name not in ("SUCCESS", "NO_TESTS_FOUND") and not self.failures:
            self.failures["bazel"] = exit_name

    def _add(self, label, status):
        if status in GOOD:
            self.passed.add(label)
        elif status == "NO_STATUS":  # not run: its own targetCompleted says why, unless bazel stopped early
            self.failures.setdefault(label, "not run")
        else:
            self.failures[label] = status

    def _complete(self, label, event):
        if "aborted" in event:
            reason = event["aborted"].get("reason", "UNKNOWN")
            if reason != "SKIPPED":
                self.failures[label] = "not built: " + reason
        elif not event.get("completed", {}).get("success", False):
            # A failed test is reported here too, by some versions; its summary is the better reason.
            self.failures.setdefault(label, "does not build")


def read_events(lines):
    """The events of a file; a last line that was cut off is left out."""
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:
            return


def main(paths):
    passed, failed = 0, 0
    for path in paths:
        try:
            with open(path, encoding="utf-8") as f:
                run = Run(read_events(f))
        except OSError as error:
            run = Run([])
            run.failures["bazel"] = "wrote no events: %s" % error
        passed += len(run.passed)
        failed += len(run.failures)
        for label, why in sorted(run.failures.items()):
            print("FAILED %s: %s" % (label, why), file=sys.stderr)
    print(passed, failed)


if __name__ == "__main__":
    main(sys.argv[1:])
