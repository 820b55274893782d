#!/usr/bin/env python3
"""Runs our store beside SQLite FTS5, Xapian and Apache Lucene on the same claims and queries, and prints a table.

Usage: bench/search/run.py --bulk FOLDER [--claims 100000,1000000] [--work FOLDER] [--only ours,sqlite,xapian,lucene]
                           [--lucene JAR:JAR] [--keep] [--contradictions N] [--narratives N]

Needs `bazel build --config=opt //bench/search:search_bench`; of Debian: python3-xapian, default-jdk-headless. --lucene names
the jars lucene-core and lucene-analysis-common of Maven Central, version 9.11.1. A peer that is not there is left out.
--keep searches indexes that lie in FOLDER from an earlier run, and makes only those that do not.
One after the other. Queries are timed by their thread's processor time, all with warm caches (the second round, of Lucene
the fourth); rates of indexing by the clock and by processor time. Ours alone is asked for aggregates, point reads and
assessments (200 judged candidates, with the judging); with --contradictions for N calls of FindContradictions of each kind
besides (200 claims, each judged against 50 candidates), which take a second or two each; with --narratives for N calls of
FindNarratives by subject and as many by time.
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
    """What it prints; the memory of peers that do not tell apart is theirs at the end."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not done.stdout.strip():
        print(f"left out: {' '.join(command[:3])}: {done.stderr.strip()[-300:]}", file=sys.stderr)
        return None
    told = json.loads(done.stdout.strip().splitlines()[-1])
    told.setdefault("searching_peak_mb", told.get("peak_mb"))
    return told


def commands(name, arguments, work, claims, queries):
    folder = os.path.join(work, name)
    if name == "ours":
        binary = os.path.join(HERE, "../../bazel-bin/bench/search/search_bench")
        return ([binary, f"--claims={claims}", f"--data={folder}"],
                [binary, f"--queries={queries}", f"--data={folder}",
                 f"--contradictions={arguments.contradictions}", f"--narratives={arguments.narratives}"])
    if name == "lucene":
        if not arguments.lucene:
            return None
        subprocess.run(["javac", "-cp", arguments.lucene, "-d", work, os.path.join(HERE, "LucenePeer.java")],
                       check=True)
        java = ["java", "-Xmx2g", "-cp", f"{arguments.lucene}:{work}", "LucenePeer"]
        return java + ["index", claims, folder], java + ["query", queries, folder]
    peer = [PYTHON, os.path.join(HERE, f"{name}_peer.py")]
    return peer + ["index", claims, folder], peer + ["query", queries, folder]


ROWS = (("claims/s, durable", "index", "claims_per_second"),
        ("claims/s of processor", "index", "claims_per_core_second"),
        ("the same with all merging", "index", "claims_per_core_second_with_all_merging"),
        ("longest call, ms", "index", "longest_call_ms"), ("longest write, ms", "index", "longest_write_ms"),
        ("write amplification", "index", "write_amplification"), ("disk / text", "index", "disk_to_text"),
        ("the same, merged when nobody writes", "index", "rested_disk_to_text"),
        ("log, MB", "index", "log_mb"), ("peak MB, indexing", "index", "peak_mb"),
        ("peak MB, searching", "search", "searching_peak_mb"), ("open, s", "search", "open_s"))
TIMES = (("by month, ms", "aggregate_by_month"), ("GetClaim, ms", "get_claim"), ("assess, ms", "assess"))


def times(of):
    return f"{of['p50_ms']:.2f} / {of['p99_ms']:.2f}" if of else ""


def table(claims, rows):
    print(f"\n{claims} claims, processor milliseconds of a query, p50 / p99\n\n| | " + " | ".join(rows) + " |")
    print("| --- |" + " --- |" * len(rows))
    for kind in KINDS:
        print(f"| {kind} | " + " | ".join(times(r["search"]["again"].get(kind)) for r in rows.values()) + " |")
    for title, name in TIMES:
        print(f"| {title} | " + " | ".join(times(r["search"].get(name)) for r in rows.values()) + " |")
    for name, kind in (("contradictions", "time"), ("contradictions", "reversals"), ("narratives", "subject"),
                       ("narratives", "time")):
        calls = [r["search"].get(name, {}).get(kind) for r in rows.values()]
        if any(calls):
            print(f"| {name}, {kind}, ms | " + " | ".join(map(times, calls)) + " |")
    for title, part, field in ROWS:
        cells = [r[part].get(field) for r in rows.values()]
        print(f"| {title} | " + " | ".join("" if c is None else f"{c:.2f}" for c in cells) + " |", flush=True)


def measure(arguments, count):
    work = os.path.join(arguments.work, str(count))
    claims, queries = os.path.join(work, "claims.tsv"), os.path.join(work, "queries.tsv")
    if not os.path.exists(queries):
        subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), arguments.bulk, work, str(count)], check=True)
    rows = {}
    for name in arguments.only.split(","):
        pair = commands(name, arguments, work, claims, queries)
        if pair is None:
            continue
        made = os.path.join(work, name + ".json")  # what indexing told
        if arguments.keep and os.path.exists(made):
            with open(made, encoding="utf-8") as told:
                indexed = json.load(told)
        else:
            shutil.rmtree(os.path.join(work, name), ignore_errors=True)
            indexed = run(pair[0])
            with open(made, "w", encoding="utf-8") as told:
                json.dump(indexed, told)
        searched = run(pair[1]) if indexed else None
        if searched:
            rows[name] = {"index": indexed, "search": searched}
            print(json.dumps({name: rows[name]}), flush=True)
    table(count, rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bulk", required=True)
    parser.add_argument("--claims", default="100000")
    parser.add_argument("--work", default="/tmp/standpoint_search_bench")
    parser.add_argument("--only", default="ours,sqlite,xapian,lucene")
    parser.add_argument("--lucene", default="")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--contradictions", type=int, default=0)
    parser.add_argument("--narratives", type=int, default=0)
    arguments = parser.parse_args()
    for count in arguments.claims.split(","):
        measure(arguments, int(count))


if __name__ == "__main__":
    main()
