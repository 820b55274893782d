#!/usr/bin/env python3
"""Prints the line coverage of each folder from an lcov trace.

    tools/coverage_summary.py bazel-out/_coverage/_coverage_report.dat
"""

import collections
import os
import sys


def read(lines):
    """{folder: [lines hit, lines found]} of the trace; generated files are left out."""
    folders = collections.defaultdict(lambda: [0, 0])
    folder = None
    for line in lines:
        key, _, value = line.strip().partition(":")
        if key == "SF":
            folder = None if value.startswith(("bazel-out/", "/")) else os.path.dirname(value)
        elif folder is not None and key == "DA":
            folders[folder][1] += 1
            if int(value.split(",")[1]) > 0:
                folders[folder][0] += 1
    return dict(folders)


def main(path):
    with open(path, encoding="utf-8") as f:
        folders = read(f)
    for folder, (hit, found) in sorted(folders.items()):
        print("%6.1f %%  %6d lines  %s" % (100.0 * hit / found, found, folder))
    hit, found = (sum(f[i] for f in folders.values()) for i in (0, 1))
    print("%6.1f %%  %6d lines  in all" % (100.0 * hit / max(found, 1), found))


if __name__ == "__main__":
    main(sys.argv[1])
