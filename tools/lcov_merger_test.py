#!/usr/bin/env python3
"""Tests of lcov_merger.py."""

import io
import unittest

import lcov_merger

GCOV = {
    "files": [
        {
            "file": "/proc/self/cwd/common/a.cc",
            "lines": [{"line_number": 3, "count": 2}, {"line_number": 4, "count": 0}],
            "functions": [{"name": "F", "execution_count": 2, "start_line": 3}],
        },
        {"file": "external/b.cc", "lines": [{"line_number": 1, "count": 1}], "functions": []},
    ]
}

LCOV = "SF:common/a.cc\nFN:3,F\nFNDA:2,F\nFNF:1\nFNH:1\nDA:3,2\nDA:4,0\nLH:1\nLF:2\nend_of_record\n"


class TraceTest(unittest.TestCase):
    def written(self, trace):
        out = io.StringIO()
        trace.write(out)
        return out.getvalue()

    def test_gcov_becomes_lcov(self):
        trace = lcov_merger.Trace()
        trace.add_gcov(GCOV, lambda path: not path.startswith("external/"))
        self.assertEqual(self.written(trace), LCOV)

    def test_counts_of_several_reports_add_up(self):
        trace = lcov_merger.Trace()
        trace.add_lcov(LCOV.splitlines())
        trace.add_lcov(LCOV.splitlines())
        self.assertEqual(self.written(trace), LCOV.replace("DA:3,2", "DA:3,4").replace("FNDA:2", "FNDA:4"))


if __name__ == "__main__":
    unittest.main()
