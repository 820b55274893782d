"""`standpoint serve` as a process of a test. The test runs in the root of its runfiles."""

import contextlib
import json
import os
import subprocess
import tempfile


@contextlib.contextmanager
def server():
    """A server with empty data on a free port of the loopback; gives its address."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as data:
        process = subprocess.Popen(
            ["cli/standpoint", "serve", "--data", data, "--listen", "127.0.0.1:0", "--analyze.processes=1"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield _address(process)
        finally:
            process.terminate()
            process.communicate(timeout=60)
        if process.returncode != 0:
            raise AssertionError("the server ended with status %d" % process.returncode)


def _address(process):
    """From its log, which has to tell before it ends."""
    for line in process.stderr:
        if line.startswith("{"):
            entry = json.loads(line)
            if entry.get("event") == "server_started":
                return entry["address"]
    raise AssertionError("the server did not start; status %s" % process.wait())


def documented_commands(heading):
    """The first block of shell commands under a heading of docs/api.md."""
    with open("docs/api.md", encoding="utf-8") as page:
        section = page.read().split("\n## %s\n" % heading)[1].split("\n## ")[0]
    return section.split("```sh\n")[1].split("```")[0]
