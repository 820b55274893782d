#!/usr/bin/env python3
"""Alerts, dashboard and scaling against the servers: each metric that is named is one that a server publishes, and each alert is explained."""

import contextlib
import json
import os
import re
import subprocess
import tempfile
import unittest
import urllib.request

import yaml

ALERTS = "deploy/monitoring/alerts.yaml"
DASHBOARD = "deploy/monitoring/dashboard.json"
SCALING = "deploy/kubernetes/overlays/services/worker-scaling.yaml"
OPERATIONS = "docs/deployment.md"
NAME = re.compile(r"\b(?:standpoint|process)_[a-z0-9_]+")
# Of servers on a log, which need brokers to start: common/metrics/README.md has them, and their own tests.
CLUSTER = ("standpoint_replica_", "standpoint_router_", "standpoint_outbox_")
# Come with the first event of their kind.
LATER = {"standpoint_worker_failures_total"}


def rules():
    with open(ALERTS, encoding="utf-8") as file:
        return [rule for group in yaml.safe_load(file)["spec"]["groups"] for rule in group["rules"]]


def named():
    """The metrics that are named, without what Prometheus appends to histograms."""
    with open(DASHBOARD, encoding="utf-8") as file:
        panels = json.load(file)["panels"]
    queries = [target["expr"] for panel in panels for target in panel.get("targets", [])] + [rule["expr"] for rule in rules()]
    with open(SCALING, encoding="utf-8") as file:
        queries += [metric["external"]["metric"]["name"] for metric in yaml.safe_load(file)["spec"]["metrics"]]
    return {re.sub(r"_(bucket|sum|count)$", "", name) for query in queries for name in NAME.findall(query)}


@contextlib.contextmanager
def server(*command):
    """A server of ours on free ports; gives its addresses {"server": ..., "admin": ...}."""
    process = subprocess.Popen(
        list(command) + ["--server.address=127.0.0.1:0", "--admin.address=127.0.0.1:0"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        addresses = {}
        for line in process.stderr:
            event = json.loads(line) if line.startswith("{") else {}
            if event.get("event") == "server_started":
                addresses["server"] = event["address"]
            elif event.get("event") == "admin_started":
                addresses["admin"] = "127.0.0.1:%s" % event["port"]
            if len(addresses) == 2:
                break
        else:
            raise AssertionError("%s did not start" % command[0])
        yield addresses
    finally:
        process.terminate()
        process.communicate(timeout=60)


def published(addresses):
    with urllib.request.urlopen("http://%s/metrics" % addresses["admin"], timeout=10) as answer:
        lines = answer.read().decode().splitlines()
    return {line.split()[2] for line in lines if line.startswith("# TYPE ")}


class MetricsTest(unittest.TestCase):
    def test_what_is_named_is_published(self):
        with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as data, contextlib.ExitStack() as running:
            store = running.enter_context(server("store/store_server", "--data=%s/store" % data, "--analyze-address="))
            peer = "--store-address=" + store["server"]
            ingest = running.enter_context(server("ingest/ingest_server", "--data=%s/ingest" % data, peer))
            worker = running.enter_context(server("analyze/analyze_worker", peer, "--ingest-address=" + ingest["server"], "--analyze.processes=1"))
            # One call, so that its counters are there.
            subprocess.run(["cli/standpoint", "status", "--query-server", store["server"], "--ingest-server", ingest["server"]], check=True, stdout=subprocess.DEVNULL)
            there = published(store) | published(ingest) | published(worker)
        wanted = {name for name in named() if not name.startswith(CLUSTER)}
        self.assertGreater(len(wanted), 20)
        self.assertEqual(wanted - there - LATER, set(), "named, and published by no server")

    def test_what_a_cluster_publishes_is_documented(self):
        with open("common/metrics/README.md", encoding="utf-8") as file:
            known = set(NAME.findall(file.read()))
        self.assertEqual({name for name in named() if name.startswith(CLUSTER)} - known, set())

    def test_every_alert_is_explained(self):
        with open(OPERATIONS, encoding="utf-8") as file:
            explained = set(re.findall(r"^\| `(Standpoint\w+)` \|", file.read(), re.M))
        self.assertEqual({rule["alert"] for rule in rules()}, explained)

    def test_alerts_say_whom_they_concern(self):
        for rule in rules():
            self.assertIn(rule["labels"]["severity"], ("page", "warn"), rule["alert"])
            self.assertTrue(rule["annotations"]["summary"], rule["alert"])


if __name__ == "__main__":
    unittest.main()
