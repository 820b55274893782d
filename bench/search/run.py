#!/usr/bin/env python3
"""Runs our store beside SQLite FTS5, Xapian and Apache Lucene on the same claims and queries, and prints a table.

Usage: bench/search/run.py --bulk FOLDER [--claims 100000] [--work FOLDER] [--only ours,sqlite,xapian,lucene] [--lucene JAR:JAR]

Needs `bazel build --config=opt //bench/search:search_bench`; of Debian: python3-xapian, default-jdk-headless. --lucene names
the jars lucene-core and lucene-analysis-common of Maven Central, version 9.11.1. A peer that is not there is left out.
One after the other. Queries are timed by their thread's processor time, all with warm caches (the second round, of Lucene
the fourth); rates of indexing by the clock and by processor time.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON = "/usr/bin/python3"  # Debian's, which has its packages
KINDS = ("all", "word", "words", "phrase", "filter", "time")


def run(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not done.stdout.strip():
        print(f"left out: {' '.join(command[:3])}: {done.stderr.strip()[-300:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout.strip().splitlines()[-1])


def commands(name, arguments, work, claims, queries):
    folder = os.path.join(work, name)
    if name == "ours":
        binary = os.path.join(HERE, "../../bazel-bin/bench/search/search_bench")
        return ([binary, f"--claims={claims}", f"--data={folder}"],
                [binary, f"--queries={queries}", f"--data={folder}"])
    if name == "lucene":
        if not arguments.lucene:
            return None
        subprocess.run(["javac", "-cp", arguments.lucene, "-d", work, os.path.join(HERE, "LucenePeer.java")],
                       check=True)
        java = ["java", "-Xmx2g", "-cp", f"{arguments.lucene}:{work}", "LucenePeer"]
        return java + ["index", claims, folder], java + ["query", queries, folder]
    peer = [PYTHON, os.path.join(HERE, f"{name}_peer.py")]
    return peer + ["index", claims, folder], peer + ["query", queries, folder]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bulk", required=True)
    parser.add_argument("--claims", type=int, default=100000)
    parser.add_argument("--work", default="/tmp/standpoint_search_bench")
    parser.add_argument("--only", default="ours,sqlite,xapian,lucene")
    parser.add_argument("--lucene", default="")
    arguments = parser.parse_args()
    work = os.path.join(arguments.work, str(arguments.claims))
    claims, queries = os.path.join(work, "claims.tsv"), os.path.join(work, "queries.tsv")
    if not os.path.exists(queries):
        subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), arguments.bulk, work,
                        str(arguments.claims)], check=True)
    rows = {}
    for name in arguments.only.split(","):
        pair = commands(name, arguments, work, claims, queries)
        if pair is None:
            continue
        shutil.rmtree(os.path.join(work, name), ignore_errors=True)
        indexed = run(pair[0])
        searched = run(pair[1]) if indexed else None
        if searched:
            rows[name] = {"index": indexed, "search": searched}
            print(json.dumps({name: rows[name]}), flush=True)
    print(f"\n{arguments.claims} claims, processor milliseconds of a query, p50 / p99\n\n| | " + " | ".join(rows) + " |")
    print("| --- |" + " --- |" * len(rows))
    for kind in KINDS:
        cells = [r["search"]["again"].get(kind, {}) for r in rows.values()]
        print(f"| {kind} | " + " | ".join(f"{c.get('p50_ms', 0):.2f} / {c.get('p99_ms', 0):.2f}" for c in cells) + " |")
    for title, part, field in (("claims/s, durable", "index", "claims_per_second"),
                               ("claims/s of processor", "index", "claims_per_core_second"),
                               ("longest call, ms", "index", "longest_call_ms"),
                               ("disk / text", "index", "disk_to_text"), ("peak MB, indexing", "index", "peak_mb"),
                               ("peak MB, searching", "search", "peak_mb"), ("open, s", "search", "open_s")):
        print(f"| {title} | " + " | ".join(f"{r[part].get(field, float('nan')):.2f}" for r in rows.values()) + " |")


if __name__ == "__main__":
    main()
