#!/usr/bin/env python3
"""Documents and tokens a second through the whole of Standpoint, seconds by step, and peak memory.

    bench/throughput/run.py [--documents 1000,30000] [--input FILE.jsonl[.xz]]

Starts `standpoint serve` on an empty data directory, sends the first N documents of the input with `standpoint ingest --wait`, reads the server's
metrics and the peak resident memory of the server and its analysis processes, stops the server; once for each N. The default input is the news collection beside the
checkout, which is not part of the repository; --input takes any JSON Lines with a "text" in each line.
"""
import argparse
import json
import lzma
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEFAULT_INPUT = ROOT.parent / "shared" / "data" / "bulk" / "allsides.jsonl.xz"
KEYS = {"text": "text", "source": "source", "date": "publish_time", "title": "title", "url": "url"}
START_SECONDS = 60
INGEST_SECONDS = 3600


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def prepare(source, count, target):
    """Writes the first `count` documents with the keys that ingest knows; returns their number and bytes of text."""
    opener = lzma.open if source.suffix == ".xz" else open
    written = size = 0
    with opener(source, "rt", encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for line in lines:
            if written == count:
                break
            item = json.loads(line)
            document = {ours: item[theirs] for theirs, ours in KEYS.items() if item.get(theirs)}
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", document.get("publish_time", "")):
                document.pop("publish_time", None)
            if not document.get("url", "http").startswith("http"):
                document.pop("url")
            out.write(json.dumps(document) + "\n")
            written += 1
            size += len(document["text"].encode())
    return written, size


def metrics(port):
    """The metrics of the server as {name with labels: value}; empty while it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            text = answer.read().decode()
    except OSError:
        return {}
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, value = line.rpartition(" ")
            found[name] = float(value)
    return found


def await_server(port, server):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            sys.exit("the server ended at its start")
        if metrics(port):
            return
        time.sleep(0.05)
    sys.exit(f"the server did not answer within {START_SECONDS} s")


def peak_memory(root_pid):
    """Peak resident memory in MiB: of the server, and the sum over its analysis processes."""
    own = children = 0
    for status in pathlib.Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        except OSError:
            continue
        peak = int(fields.get("VmHWM", "0 kB").split()[0]) / 1024
        if int(fields["Pid"]) == root_pid:
            own = peak
        elif int(fields["PPid"]) == root_pid:
            children += peak
    return own, children


def run(binary, source, count, directory):
    prepared = directory / "input.jsonl"
    documents, size = prepare(source, count, prepared)
    port, admin = free_port(), free_port()
    server = subprocess.Popen(
        [binary, "serve", "--data", directory / "data", "--listen", f"127.0.0.1:{port}", f"--admin.address=127.0.0.1:{admin}"],
        stdout=subprocess.DEVNULL,
        stderr=open(directory / "server.log", "w"),
    )
    try:
        await_server(admin, server)
        begin = time.monotonic()
        ingested = subprocess.run(
            [binary, "ingest", prepared, "--server", f"127.0.0.1:{port}", "--wait"],
            timeout=INGEST_SECONDS,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        seconds = time.monotonic() - begin
        if ingested.returncode not in (0, 1):  # 1: some documents were refused, as the summary says
            sys.exit(ingested.stdout)
        print("\n".join(ingested.stdout.splitlines()[-4:]))
        seen = metrics(admin)
        memory = peak_memory(server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)
    return documents, size, seconds, seen, memory


def total(seen, name):
    return sum(value for key, value in seen.items() if key == name or key.startswith(name + "{"))


def report(documents, size, seconds, seen, memory):
    cores = os.cpu_count()
    tokens = total(seen, "standpoint_worker_tokens_total")
    print(f"documents {documents}  text {size / 1e6:.1f} MB  tokens {tokens:.0f}  seconds {seconds:.1f}  cores {cores}")
    print(f"  documents/s {documents / seconds:.1f}  per core {documents / seconds / cores:.1f}")
    print(f"  tokens/s {tokens / seconds:.0f}  per core {tokens / seconds / cores:.0f}")
    print(f"  peak memory: server {memory[0]:.0f} MiB, analysis processes {memory[1]:.0f} MiB together")
    for key, value in sorted(seen.items()):
        step = re.fullmatch(r'standpoint_(\w+)_step_(?:duration_)?seconds_(?:sum|total)\{.*?step="(\w+)".*\}', key)
        if step:
            print(f"  {step[1]} {step[2]}: {value:.2f} s, {1e6 * value / max(tokens, 1):.2f} us a token")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", default="1000,30000", help="counts to run, parted by commas")
    parser.add_argument("--input", type=pathlib.Path, default=DEFAULT_INPUT)
    parser.add_argument("--binary", type=pathlib.Path, help="a built standpoint; default: build it optimised")
    args = parser.parse_args()
    if not args.input.exists():
        sys.exit(f"{args.input.name} is not there: it is no part of the repository; give another with --input")
    binary = args.binary
    if binary is None:
        subprocess.run(["bazel", "build", "--config=opt", "//cli:standpoint"], cwd=ROOT, check=True)
        binary = ROOT / "bazel-bin" / "cli" / "standpoint"
    for count in map(int, args.documents.split(",")):
        with tempfile.TemporaryDirectory(prefix="standpoint-bench-") as directory:
            report(*run(binary, args.input, count, pathlib.Path(directory)))


if __name__ == "__main__":
    main()
