#!/usr/bin/env python3
"""Tests of what tidy.py remembers: a digest changes when something that findings depend on changes."""

import unittest

import compile_commands
import tidy

FILES = {
    "/root/.clang-tidy": b"checks",
    "/root/a/x.cc": b'#include "a/x.h"\n#include "standpoint/v1/claim.pb.h"\n#include <vector>\n',
    "/root/a/x.h": b'#include "b/y.h"\n',
    "/root/b/y.h": b'#include "a/x.h"\n',  # a circle must not hang
    "/root/proto/standpoint/v1/claim.proto": b'import "standpoint/v1/span.proto";\n',
    "/root/proto/standpoint/v1/span.proto": b"message Span {}\n",
}
COMMAND = {"file": "a/x.cc", "arguments": ["gcc", "-c", "a/x.cc"]}


def digest(command=COMMAND, **changes):
    files = dict(FILES)
    files.update({path: text for path, text in changes.get("files", {}).items()})
    return tidy.Fingerprints("/root", lambda path: files.get(path, b"")).of(command)


class FingerprintTest(unittest.TestCase):
    def test_same_input_same_digest(self):
        self.assertEqual(digest(), digest())

    def test_unrelated_files_do_not_matter(self):
        self.assertEqual(digest(), digest(files={"/root/b/z.h": b"new"}))

    def test_comments_of_the_configuration_do_not_matter(self):
        self.assertEqual(digest(), digest(files={"/root/.clang-tidy": b"# why\nchecks"}))

    def test_every_input_matters(self):
        for path in FILES:
            self.assertNotEqual(digest(), digest(files={path: FILES[path] + b"// more\n"}), path)

    def test_flags_matter(self):
        self.assertNotEqual(digest(), digest(dict(COMMAND, arguments=COMMAND["arguments"] + ["-DX"])))


class NewestFirstTest(unittest.TestCase):
    def test_order_of_the_log_then_the_given_one(self):
        log = ["", "c.cc", "README.md", "a.cc", "", "c.cc", "d.cc"]
        self.assertEqual(tidy.newest_first(["a.cc", "b.cc", "c.cc", "e.cc", "d.cc"], log), ["c.cc", "a.cc", "d.cc", "b.cc", "e.cc"])

    def test_without_history_nothing_moves(self):
        self.assertEqual(tidy.newest_first(["b.cc", "a.cc"], [""]), ["b.cc", "a.cc"])


class IsTestTest(unittest.TestCase):
    def test_what_ships_and_what_does_not(self):
        for source in ("a/b_test.cc", "a/b_fuzz.cc", "bench/b_benchmark.cc", "common/testing/golden.cc"):
            self.assertTrue(tidy.is_test(source), source)
        for source in ("a/b.cc", "a/test.cc", "a/latest.cc", "cli/main.cc"):
            self.assertFalse(tidy.is_test(source), source)


class CompileCommandsTest(unittest.TestCase):
    def test_flags_for_clang(self):
        words = "gcc -MD -MF a.d -frandom-seed=a.o -fno-canonical-system-headers -iquote . -D__DATE__=x -Wall -c a.cc -o a.o".split()
        self.assertEqual(compile_commands.for_clang(words), "gcc -iquote . -Wall -c a.cc".split())

    def test_only_our_own_sources_each_once(self):
        def action(source):
            return {"arguments": ["gcc", "-c", source]}

        actions = [action("b.cc"), action("a.cc"), action("a.cc"), action("bazel-out/gen.pb.cc"), action("external/x.cc")]
        self.assertEqual([e["file"] for e in compile_commands.entries(actions, "/root")], ["a.cc", "b.cc"])


if __name__ == "__main__":
    unittest.main()
