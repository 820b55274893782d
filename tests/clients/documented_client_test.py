#!/usr/bin/env python3
"""The commands of docs/api.md for Python, run as they stand there: stubs, then docs/examples/assess.py against a server."""

import os
import shutil
import subprocess
import tempfile
import unittest

import served

DOCUMENTED_ADDRESS = "127.0.0.1:7300"


class DocumentedClientTest(unittest.TestCase):
    def run_commands(self, commands):
        result = subprocess.run(["bash", "-euc", commands], cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def setUp(self):
        """A checkout to write in, as far as the commands look at it."""
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR"))
        self.addCleanup(folder.cleanup)
        self.root = folder.name
        for part in ("proto", "docs"):
            shutil.copytree(part, os.path.join(self.root, part))

    def test_prints_who_stands_where(self):
        commands = served.documented_commands("A client in Python")
        self.assertIn(DOCUMENTED_ADDRESS, commands)
        with served.server() as address:
            first = self.run_commands(commands.replace(DOCUMENTED_ADDRESS, address))
            again = self.run_commands(commands.replace(DOCUMENTED_ADDRESS, address))
        self.assertEqual(again, first, "the same documents sent twice are the same documents")
        sides, side = {}, None
        for line in first.splitlines():
            if line.startswith("  "):
                sides[side].append(line.strip())
            else:
                side = line.split(":")[0]
                sides[side] = []
        self.assertEqual(list(sides), ["support", "oppose", "discuss"])
        self.assertIn('Critics (example-review): "export controls on AI chips have backfired"', sides["support"])
        self.assertIn('author (example-journal): "Export controls on AI chips are working"', sides["oppose"])


if __name__ == "__main__":
    unittest.main()
