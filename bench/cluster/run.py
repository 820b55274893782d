#!/usr/bin/env python3
"""Documents a second through a cluster on this machine, with 1, 2 and 4 workers, beside the all-in-one server.

    bench/cluster/run.py [--documents 2000] [--workers 1,2,4] [--brokers 1] [--input FILE.jsonl[.xz]] [--bin DIR]

Starts Apache Kafka (tools/fetch_kafka), one store, one ingest and N workers with one analysis process each, all on empty directories; sends the
first documents of the input with `standpoint ingest`, and waits until ingest's outbox is empty: all are analysed and durable in the store. Then
the same documents through `standpoint serve` with as many analysis processes. Prints documents a second and the seconds of each step, summed over
the processes. All share this machine's cores with the brokers: what counts is the ratio of the two.
"""
import argparse
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench" / "throughput"))
import run as throughput  # noqa: E402

TARGETS = {
    "standpoint": "//cli:standpoint",
    "ingest_server": "//ingest:ingest_server",
    "store_server": "//store:store_server",
    "analyze_worker": "//analyze:analyze_worker",
    "run_kafka": "//common/kafka/testing:run_kafka",
}
WAIT_SECONDS = 1800


class Machine:
    """Programs that run until the end of the measurement."""

    def __init__(self, bin_dir, directory):
        self.bin = bin_dir
        self.directory = directory
        self.running = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # One after the other: who leaves the log's groups needs the brokers for it.
        for process in reversed(self.running):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()

    def program(self, name):
        return self.bin / TARGETS[name].removeprefix("//").replace(":", "/")

    def start(self, name, label, *arguments, output=None):
        log = open(self.directory / f"{label}.log", "w")
        process = subprocess.Popen([self.program(name), *map(str, arguments)], stdout=output or log, stderr=log, text=True)
        self.running.append(process)
        return process

    def serve(self, name, label, *arguments):
        """Starts a server; returns the ports of its service and of its metrics."""
        port, admin = throughput.free_port(), throughput.free_port()
        process = self.start(name, label, f"--server.address=127.0.0.1:{port}", f"--admin.address=127.0.0.1:{admin}", *arguments)
        throughput.await_server(admin, process)
        return port, admin


def await_empty(admin):
    """Waits until the queue behind the port holds nothing."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        seen = throughput.metrics(admin)
        if seen and not throughput.total(seen, "standpoint_queue_waiting") + throughput.total(seen, "standpoint_queue_leased"):
            return
        time.sleep(0.1)
    sys.exit("the documents did not come to the store")


def steps(admins):
    """Seconds by step, summed over the servers behind the ports."""
    sums = {}
    for admin in admins:
        for key, value in throughput.metrics(admin).items():
            step = re.fullmatch(r'standpoint_(\w+?)_step_(?:duration_)?seconds_(?:sum|total)\{.*?step="(\w+)".*\}', key)
            if step:
                sums[step[1], step[2]] = sums.get((step[1], step[2]), 0) + value
    return sums


def send(machine, documents, port):
    sent = subprocess.run(
        [machine.program("standpoint"), "ingest", documents, "--server", f"127.0.0.1:{port}"],
        timeout=WAIT_SECONDS, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    if sent.returncode not in (0, 1):  # 1: some documents were refused
        sys.exit(sent.stdout)


def cluster(bin_dir, directory, documents, workers, brokers):
    with Machine(bin_dir, directory) as machine:
        kafka = machine.start("run_kafka", "kafka", directory / "kafka", brokers, output=subprocess.PIPE)
        line = kafka.stdout.readline()
        if not line.startswith("bootstrap_servers "):
            sys.exit("Kafka does not start: " + (directory / "kafka.log").read_text())
        copies = min(3, brokers)
        log = [
            f"--kafka.bootstrap-servers={line.split()[1]}",
            "--kafka.document-partitions=8",
            "--kafka.retry-partitions=2",
            "--kafka.analysis-partitions=4",
            f"--kafka.replication-factor={copies}",
            f"--kafka.min-insync-replicas={max(1, copies - 1)}",
        ]
        store, store_admin = machine.serve("store_server", "store", f"--data={directory}/store", "--analyze-address=", *log)
        ingest, ingest_admin = machine.serve(
            "ingest_server", "ingest", f"--data={directory}/ingest", f"--outbox.replicas=127.0.0.1:{store}",
            f"--store-address=127.0.0.1:{store}", *log)
        admins = [ingest_admin, store_admin]
        for i in range(workers):
            admins.append(machine.serve("analyze_worker", f"worker-{i}", "--analyze.processes=1", *log)[1])
        begin = time.monotonic()
        send(machine, documents, ingest)
        taken = time.monotonic() - begin
        await_empty(ingest_admin)
        return time.monotonic() - begin, taken, steps(admins)


def all_in_one(bin_dir, directory, documents, processes):
    with Machine(bin_dir, directory) as machine:
        port, admin = throughput.free_port(), throughput.free_port()
        process = machine.start("standpoint", "serve", "serve", "--data", directory / "data", "--listen", f"127.0.0.1:{port}",
                                f"--admin.address=127.0.0.1:{admin}", f"--analyze.processes={processes}")
        throughput.await_server(admin, process)
        begin = time.monotonic()
        send(machine, documents, port)
        taken = time.monotonic() - begin
        await_empty(admin)
        return time.monotonic() - begin, taken, steps([admin])


def report(name, count, result):
    seconds, taken, by_step = result
    print(f"{name}: {count / seconds:.1f} documents/s; taken in after {taken:.1f} s, all in the store after {seconds:.1f} s")
    for (program, step), value in sorted(by_step.items()):
        print(f"  {program} {step}: {value:.1f} s, {1e3 * value / count:.2f} ms a document")
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--workers", default="1,2,4", help="numbers of workers, parted by commas")
    parser.add_argument("--brokers", type=int, default=1)
    parser.add_argument("--input", type=pathlib.Path, default=throughput.DEFAULT_INPUT)
    parser.add_argument("--bin", type=pathlib.Path, help="a bazel-bin with the programs; default: build them optimised")
    args = parser.parse_args()
    if not args.input.exists():
        sys.exit(f"{args.input.name} is not there: it is no part of the repository; give another with --input")
    bin_dir = args.bin
    if bin_dir is None:
        subprocess.run(["bazel", "build", "--config=opt", *TARGETS.values()], cwd=ROOT, check=True)
        bin_dir = pathlib.Path(subprocess.check_output(["bazel", "info", "--config=opt", "bazel-bin"], cwd=ROOT, text=True).strip())
    subprocess.run([ROOT / "tools" / "fetch_kafka"], check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(prefix="standpoint-bench-") as top:
        documents = pathlib.Path(top) / "input.jsonl"
        count, _ = throughput.prepare(args.input, args.documents, documents)
        for workers in map(int, args.workers.split(",")):
            for name, measure in (
                (f"cluster, {workers} workers", lambda place: cluster(bin_dir, place, documents, workers, args.brokers)),
                (f"all in one, {workers} analysis processes", lambda place: all_in_one(bin_dir, place, documents, workers)),
            ):
                place = pathlib.Path(tempfile.mkdtemp(dir=top))
                report(name, count, measure(place))


if __name__ == "__main__":
    main()
