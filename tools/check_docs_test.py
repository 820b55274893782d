#!/usr/bin/env python3
"""Tests of check_docs.py on trees that stand in this file."""

import unittest

import check_docs
import check_house


class DocsTest(unittest.TestCase):
    def found(self, files):
        tree = check_house.Tree(files)
        return ["%s:%d: %s" % finding for check in check_docs.CHECKS for finding in check(tree)]

    def expect(self, words, files):
        found = self.found(files)
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0])

    def test_links(self):
        files = {"docs/a.md": "[b](b.md) [c](b.md#part) [d](../store/BUILD) [e](https://x) [f](#here) [g](../store)\n",
                 "docs/b.md": "b\n", "store/BUILD": ""}
        self.assertEqual(self.found(files), [])
        self.expect("docs/b.md:1: link to c.md", {"docs/b.md": "[c](c.md)\n"})
        self.assertEqual(self.found({"docs/b.md": "```\n[c](c.md)\n```\n`[c](c.md)`\n"}), [])

    def test_calls(self):
        proto = {"proto/standpoint/v1/a.proto": "service A {\n  rpc Get(X) returns (Y);\n}\n"}
        self.assertEqual(self.found({**proto, "docs/api.md": "| `Get` | gets |\n"}), [])
        self.expect("a.proto:2: docs/api.md does not list the call Get", {**proto, "docs/api.md": "`GetAll`\n"})

    def test_reasons(self):
        source = 'x = MakeError(absl::StatusCode::kNotFound,\n  "GONE", "it went");\n'
        row = "| `GONE` | `NOT_FOUND` | it went | no |\n"
        self.assertEqual(self.found({"a.cc": source, "docs/api.md": row}), [])
        constant = source.replace('"GONE"', "kGone") + 'char kGone[] = "GONE";\n'
        self.assertEqual(self.found({"a.cc": constant, "docs/api.md": row}), [])
        self.expect("a.cc:1: docs/api.md does not list the reason GONE", {"a.cc": source, "docs/api.md": "text\n"})
        self.expect("without the code NOT_FOUND", {"a.cc": source, "docs/api.md": row.replace("NOT_FOUND", "INTERNAL")})
        self.expect("docs/api.md:1: no source makes the reason GONE", {"docs/api.md": row})

    def test_metrics(self):
        source = 'metrics.Counter(\n    "standpoint_x_total", "X.");\n'
        page = "common/metrics/README.md"
        row = "| `standpoint_x_total` | counter | | x |\n"
        self.assertEqual(self.found({"a.cc": source, page: row}), [])
        self.assertEqual(self.found({"a_test.cc": source, page: ""}), [])
        self.expect("a.cc:2: common/metrics/README.md does not list the metric standpoint_x_total", {"a.cc": source, page: "no\n"})
        self.expect("README.md:1: no source has the metric standpoint_x_total", {page: row})


if __name__ == "__main__":
    unittest.main()
