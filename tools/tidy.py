#!/usr/bin/env python3
"""Runs clang-tidy over the C++ sources, with the build's own flags.

    tools/tidy.py [--all] [--tests] [--seconds N] [FILE...]

Takes the default build's command lines and generated headers, so that nothing is built twice; clang's thread-safety
analysis speaks up in the same pass. A source that was found clean is remembered in the user's cache and not looked at again
until it, a header of ours that it includes, its flags or .clang-tidy change; --all forgets that.
Tests, fuzz targets and benchmarks cost as much again and ship nothing: they are looked at with --tests, or when named.
The sources of the newest commits come first; with --seconds none is begun after so long, and the next run goes on with the rest.
Status 1 when something was found.
"""

import argparse
import concurrent.futures
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time

import compile_commands

CLANG_TIDY = "clang-tidy-14"
# A watcher's owner_.mu_ and the owner's own mu_ are one mutex, which the precise analysis cannot know.
# gRPC's generated services hide the method of the base when one is served from bytes (WithRawCallbackMethod).
FLAGS = ["-Wthread-safety", "-Wno-thread-safety-precise", "-Wno-overloaded-virtual"]
# What clang-tidy says beside its findings: counts, with those in system headers.
NOISE = r"\d+ (warning|error)s?( and \d+ errors?)? (generated|treated)|Error while processing "
KEEP_SECONDS = 30 * 24 * 3600


class Cache:
    """Remembers by an empty file what was clean."""

    def __init__(self):
        home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        self.folder = os.path.join(home, "standpoint", "tidy")
        os.makedirs(self.folder, exist_ok=True)

    def has(self, key):
        path = os.path.join(self.folder, key)
        if not os.path.exists(path):
            return False
        os.utime(path)
        return True

    def add(self, key):
        with open(os.path.join(self.folder, key), "w"):
            pass

    def prune(self):
        """Forgets what was not asked for in a long time."""
        oldest = time.time() - KEEP_SECONDS
        for entry in os.scandir(self.folder):
            if entry.stat().st_mtime < oldest:
                os.unlink(entry.path)


class Fingerprints:
    """What the findings in a source depend on, as a digest."""

    def __init__(self, root, read=None):
        self.root = root
        self.read = read or self._read
        self.direct = {}
        version = subprocess.run([CLANG_TIDY, "--version"], stdout=subprocess.PIPE).stdout if read is None else b""
        lines = self.read(os.path.join(root, ".clang-tidy")).splitlines()
        self.base = version + b"\n".join(line for line in lines if not line.startswith(b"#"))

    @staticmethod
    def _read(path):
        try:
            with open(path, "rb") as f:
                return f.read()
        except OSError:
            return b""

    def of(self, command):
        digest = hashlib.sha256(self.base + " ".join(FLAGS).encode())
        for argument in command["arguments"]:
            digest.update(argument.encode() + b"\0")
        for path in sorted(self.reached(command["file"])):
            digest.update(path.encode() + b"\0" + self.read(os.path.join(self.root, path)))
        return digest.hexdigest()

    def reached(self, source):
        """The source, the headers of ours and the protos that it includes, however indirectly."""
        found, waiting = set(), [source]
        while waiting:
            path = waiting.pop()
            if path not in found:
                found.add(path)
                waiting.extend(self._included(path))
        return found

    def _included(self, path):
        if path not in self.direct:
            text = self.read(os.path.join(self.root, path)).decode("utf-8", "replace")
            names = re.findall(r'^(?:#include|import) "([^"]+)"', text, re.MULTILINE)
            # "standpoint/v1/claim.pb.h" is made of proto/standpoint/v1/claim.proto.
            protos = ["proto/" + re.sub(r"(\.grpc)?\.pb\.h$", ".proto", n) for n in names if n.endswith((".pb.h", ".proto"))]
            self.direct[path] = [n for n in names if n.endswith(".h") and not n.endswith(".pb.h")] + protos
        return self.direct[path]


def tidy(command, root, exec_root):
    """Runs clang-tidy on one source; what it found, or an empty string."""
    done = subprocess.run(
        [CLANG_TIDY, "--quiet", "--config-file=" + os.path.join(root, ".clang-tidy"), command["file"], "--",
         *command["arguments"][1:], *FLAGS],
        cwd=exec_root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode == 0:
        return ""
    text = done.stdout.replace(exec_root + "/", "")
    return "\n".join(line for line in text.splitlines() if not re.match(NOISE, line))


def is_test(source):
    return re.search(r"(_test|_fuzz|_benchmark)\.cc$|/(testing|conformance|testdata)/", source) is not None


def newest_first(files, log):
    """`files` in the order in which they come up in `log`, the paths that commits touched, newest commit first; then all others."""
    ranks = {}
    for path in log:
        ranks.setdefault(path, len(ranks))
    return sorted(files, key=lambda path: ranks.get(path, len(ranks)))


def touched(root):
    """The paths that commits touched, newest commit first; nothing where there is no history."""
    done = subprocess.run(["git", "log", "--format=", "--name-only"], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return done.stdout.split("\n")


def lay_out(folder, root, output_base, bazel_out):
    """Fills a folder with links so that it looks like the one that Bazel compiles in. Bazel's own changes with each build."""
    for name in os.listdir(root):
        if not name.startswith(("bazel-", ".")):
            os.symlink(os.path.join(root, name), os.path.join(folder, name))
    os.symlink(os.path.join(output_base, "external"), os.path.join(folder, "external"))
    os.symlink(bazel_out, os.path.join(folder, "bazel-out"))


def prepare(root, folder):
    """Builds what the sources include, makes `folder` the one to compile in, and returns the compile commands."""
    subprocess.run(
        ["bazel", "build", "--noshow_progress", "--ui_event_filters=-info,-stdout",
         "--output_groups=compilation_prerequisites_INTERNAL_", "//..."],
        cwd=root, check=True,
    )
    info = [subprocess.check_output(["bazel", "info", key], cwd=root, text=True, stderr=subprocess.DEVNULL).strip()
            for key in ("output_base", "output_path")]
    lay_out(folder, root, *info)
    return compile_commands.entries(compile_commands.query("//...", root), root)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="also what was found clean before")
    parser.add_argument("--tests", action="store_true", help="also tests, fuzz targets and benchmarks")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no source after so long")
    parser.add_argument("files", nargs="*", metavar="FILE", help="only these sources, as named from the root")
    args = parser.parse_args()

    root = os.environ.get("BUILD_WORKSPACE_DIRECTORY") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    with tempfile.TemporaryDirectory() as folder:
        return run(args, root, folder)


def run(args, root, folder):
    """Looks at what is not known to be clean, in `folder`; the exit status."""
    begin = time.monotonic()
    commands = prepare(root, folder)
    cache, prints = Cache(), Fingerprints(root)
    wanted = []
    for command in commands:
        if command["file"] in args.files or (not args.files and (args.tests or not is_test(command["file"]))):
            command["key"] = prints.of(command)
            if args.all or not cache.has(command["key"]):
                wanted.append(command)

    order = {path: i for i, path in enumerate(newest_first([c["file"] for c in wanted], touched(root)))}
    wanted.sort(key=lambda command: order[command["file"]])
    ends, bad, late = time.monotonic() + args.seconds, 0, 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        looked = pool.map(lambda c: tidy(c, root, folder) if time.monotonic() < ends else None, wanted)
        for command, found in zip(wanted, looked):
            if found is None:
                late += 1
            elif found:
                bad += 1
                print(found, flush=True)
            else:
                cache.add(command["key"])
    cache.prune()
    print("clang-tidy: %d of %d sources looked at, findings in %d, %d left for want of time, %.0f s"
          % (len(wanted) - late, len(commands), bad, late, time.monotonic() - begin))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
