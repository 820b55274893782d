#!/usr/bin/env python3
"""What is deployed against what the programs take: settings, ports, peers, paths and times, as each program itself reads them."""

import os
import re
import sys
import tempfile
import unittest

import deployed

# Settings that name other servers, each with the port's setting on the other side.
PEERS = ("store_address", "ingest_address", "analyze_address", "outbox.replicas")


class SettingsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR"))
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def settings(self, container):
        status, output = deployed.checked_settings(container, self.folder)
        self.assertEqual(status, 0, "%s %s: %s" % (container.where, container.name, output))
        return deployed.parsed_settings(output)

    def peers(self, container, settings):
        """The addresses that a server asks. A worker on the log asks neither ingest nor store."""
        on_log = settings.get("kafka.bootstrap_servers", [""])[0] and container.program() == "analyze_worker"
        for name in PEERS:
            for address in [] if on_log else settings.get(name, []):
                if address:
                    yield address


class ComposeTest(SettingsTest):
    def each(self):
        for path in deployed.compose_files():
            containers = list(deployed.compose_containers(path))
            ours = deployed.ours(containers)
            self.assertTrue(ours, path)
            yield path, containers, [(container, self.settings(container)) for container in ours]

    def test_one_image_with_no_rights(self):
        for _, _, ours in self.each():
            self.assertEqual({container.image for container, _ in ours}, {"standpoint:dev"})
            for container, _ in ours:
                self.assertTrue(container.spec["read_only"], container.name)
                self.assertEqual(container.spec["cap_drop"], ["ALL"])
                self.assertEqual(container.spec["user"], "10001:10001")

    def test_peers_listen_where_they_are_looked_for(self):
        for path, _, ours in self.each():
            listening = {container.name: deployed.port(settings["server.address"][0]) for container, settings in ours}
            for container, settings in ours:
                for address in self.peers(container, settings):
                    name = deployed.host(address)
                    self.assertIn(name, listening, "%s: %s asks for %s" % (path, container.name, address))
                    self.assertEqual(deployed.port(address), listening[name], "%s: %s" % (path, container.name))

    def test_published_ports_are_served(self):
        for path, _, ours in self.each():
            for container, settings in ours:
                served = {deployed.port(settings[name][0]) for name in ("server.address", "admin.address")}
                for published in container.spec.get("ports", []):
                    self.assertTrue(published.startswith("127.0.0.1:"), "%s publishes to the world" % container.name)
                    self.assertIn(int(published.rsplit(":", 1)[1]), served, path)

    def test_data_lies_in_a_volume(self):
        for path, _, ours in self.each():
            volumes = deployed.load_compose(path)["volumes"]
            for container, settings in ours:
                for data in settings.get("data", []):
                    self.assertIn(data, container.mounts, container.name)
                for volume in container.spec.get("volumes", []):
                    source = volume.split(":")[0]
                    self.assertTrue(source in volumes or source.startswith("."), volume)

    def test_a_stop_has_the_time_it_needs(self):
        for _, _, ours in self.each():
            for container, settings in ours:
                needed = sum(deployed.seconds(settings[name][0]) for name in ("server.drain_delay", "server.drain_timeout"))
                self.assertGreater(deployed.seconds(container.spec["stop_grace_period"]), needed + 5, container.name)


class UnitTest(SettingsTest):
    """systemd's units."""

    def setUp(self):
        super().setUp()
        units = list(deployed.unit_containers())
        self.units = [(unit, self.settings(unit)) for unit in units]

    def test_each_program_of_a_server_has_a_unit(self):
        run = {unit.program() for unit, _ in self.units}
        self.assertEqual(run, set(deployed.programs()))
        for unit, _ in self.units:
            self.assertTrue(unit.command[0].startswith("/opt/standpoint/"), unit.name)

    def test_peers_listen_where_they_are_looked_for(self):
        # The all-in-one server stands in the place of all others.
        apart = [settings for unit, settings in self.units if unit.program() != "standpoint"]
        listening = {settings["server.address"][0] for settings in apart}
        self.assertEqual(len(listening), len(apart), "two units share a port")
        for unit, settings in self.units:
            for address in self.peers(unit, settings):
                self.assertIn(address, listening, unit.name)

    def test_nothing_listens_to_the_world(self):
        for unit, settings in self.units:
            for name in ("server.address", "admin.address"):
                self.assertIn(deployed.host(settings.get(name, ["127.0.0.1:0"])[0]), ("127.0.0.1", "localhost"), unit.name)

    def test_data_lies_in_the_state_directory(self):
        for unit, settings in self.units:
            self.assertEqual(settings.get("data", []), unit.mounts, unit.name)

    def test_a_stop_has_the_time_it_needs(self):
        for unit, settings in self.units:
            needed = sum(deployed.seconds(settings[name][0]) for name in ("server.drain_delay", "server.drain_timeout"))
            self.assertGreater(deployed.seconds(unit.spec["TimeoutStopSec"] + "s"), needed + 5, unit.name)


@unittest.skipUnless(deployed.renderer(), "SKIPPED: neither kustomize nor kubectl is here to render the overlays")
class OverlayTest(SettingsTest):
    def each(self):
        for overlay in deployed.OVERLAYS:
            manifests = deployed.render(overlay)
            ours = deployed.ours(deployed.pod_containers(manifests))
            self.assertTrue(ours, overlay)
            yield overlay, manifests, [(container, self.settings(container)) for container in ours]

    def test_one_image(self):
        for overlay, _, ours in self.each():
            self.assertEqual({container.image for container, _ in ours}, {"registry.example/standpoint:dev"}, overlay)

    def test_ports_and_probes_are_served(self):
        for overlay, manifests, ours in self.each():
            for container, settings in ours:
                named = {port["name"]: port["containerPort"] for port in container.spec["ports"]}
                self.assertEqual(named["grpc"], deployed.port(settings["server.address"][0]), container.name)
                self.assertEqual(named["admin"], deployed.port(settings["admin.address"][0]), container.name)
                for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
                    self.assertEqual(container.spec[probe]["grpc"]["port"], named["grpc"], "%s %s" % (overlay, container.name))
                # A replica that lags, a server that drains: not ready, and no reason to kill it.
                self.assertNotIn("service", container.spec["readinessProbe"]["grpc"])
                self.assertIn("service", container.spec["livenessProbe"]["grpc"])

    def test_peers_are_services_that_lead_to_them(self):
        for overlay, manifests, ours in self.each():
            services = {service["metadata"]["name"]: service for service in deployed.of_kind(manifests, "Service")}
            for container, settings in ours:
                for address in self.peers(container, settings):
                    name = deployed.host(address).split(".")
                    service = services.get(name[-1] if len(name) < 3 else name[1])
                    self.assertIsNotNone(service, "%s: %s asks for %s" % (overlay, container.name, address))
                    self.assertIn(deployed.port(address), [port["port"] for port in service["spec"]["ports"]], address)
                    led_to = [other for other, _ in ours if service["spec"]["selector"].items() <= other.labels.items()]
                    self.assertTrue(led_to, "nobody is behind %s" % address)
                    if len(name) == 2:
                        self.assertTrue(self.has_pod(manifests, name[0]), "there is no pod %s" % name[0])
                    for other in led_to:
                        self.assertTrue(permitted(manifests, container, other, deployed.port(address)),
                                        "%s: no NetworkPolicy lets %s talk to %s" % (overlay, container.name, other.name))

    def has_pod(self, manifests, pod):
        return any(pod == "%s-%d" % (workload["metadata"]["name"], index)
                   for workload in deployed.of_kind(manifests, "StatefulSet")
                   for index in range(workload["spec"]["replicas"]))

    def test_selectors_find_their_pods(self):
        for overlay, manifests, _ in self.each():
            pods = [workload["spec"]["template"]["metadata"]["labels"] for workload in deployed.workloads(manifests)]
            selected = [(m, m["spec"]["selector"]) for m in deployed.of_kind(manifests, "Service")]
            selected += [(m, m["spec"]["selector"]["matchLabels"]) for m in deployed.of_kind(manifests, "PodDisruptionBudget")]
            for manifest, selector in selected:
                found = [pod for pod in pods if selector.items() <= pod.items()]
                self.assertEqual(len(found), 1, "%s: %s %s" % (overlay, manifest["kind"], manifest["metadata"]["name"]))

    def test_data_lies_in_a_claimed_volume(self):
        for overlay, manifests, ours in self.each():
            claims = {workload["metadata"]["name"] for workload in deployed.workloads(manifests) if workload["spec"].get("volumeClaimTemplates")}
            for container, settings in ours:
                for data in settings.get("data", []):
                    self.assertIn(data, container.mounts, container.name)
                    self.assertIn(container.name, claims)

    def test_a_pod_ends_in_order(self):
        for overlay, _, ours in self.each():
            for container, settings in ours:
                delay, timeout = (deployed.seconds(settings["server." + name][0]) for name in ("drain_delay", "drain_timeout"))
                self.assertGreaterEqual(delay, 2, "endpoints hear late of a pod that ends: %s" % container.name)
                self.assertGreaterEqual(container.pod["terminationGracePeriodSeconds"], delay + timeout + 10, container.name)

    def test_services_do_not_become_settings(self):
        for _, _, ours in self.each():
            for container, _ in ours:
                self.assertIs(container.pod["enableServiceLinks"], False, container.name)

    def test_threads_and_memory_fit_the_pod(self):
        for overlay, _, ours in self.each():
            for container, settings in ours:
                resources = container.spec["resources"]
                if container.program() == "analyze_worker":
                    self.assertEqual(settings["analyze.processes"], [resources["requests"]["cpu"]], container.name)
                cache = bytes_of(settings.get("store.block_cache_bytes", ["0"])[0])
                self.assertGreaterEqual(bytes_of(resources["limits"]["memory"]), cache + 2**29, "%s %s" % (overlay, container.name))

    def test_pods_have_no_rights(self):
        for overlay, _, ours in self.each():
            for container, _ in ours:
                self.assertTrue(container.spec["securityContext"]["readOnlyRootFilesystem"], container.name)
                self.assertEqual(container.spec["securityContext"]["capabilities"], {"drop": ["ALL"]})
                self.assertIs(container.pod["automountServiceAccountToken"], False)
                self.assertTrue(container.pod["securityContext"]["runAsNonRoot"])

    def test_scaling_follows_the_log(self):
        for overlay, manifests, ours in self.each():
            for scaled in deployed.of_kind(manifests, "ScaledObject"):
                settings = dict((container.name, found) for container, found in ours)[scaled["spec"]["scaleTargetRef"]["name"]]
                prefix = settings["kafka.topic_prefix"][0]
                self.assertLessEqual(scaled["spec"]["maxReplicaCount"], int(settings["kafka.document_partitions"][0]))
                topics = [trigger["metadata"]["topic"] for trigger in scaled["spec"]["triggers"]]
                self.assertEqual(topics, [prefix + ".documents", prefix + ".documents-retry"])
                for trigger in scaled["spec"]["triggers"]:
                    self.assertEqual(trigger["metadata"]["consumerGroup"], prefix + ".workers")
                    self.assertEqual(trigger["metadata"]["bootstrapServers"], settings["kafka.bootstrap_servers"][0])


def permitted(manifests, source, target, port):
    """Whether a policy lets `source` out to `target` and another lets it in."""
    def allows(policy, direction, selected, other):
        spec = policy["spec"]
        if not matches(spec["podSelector"], selected.labels):
            return False
        for rule in spec.get(direction, []):
            ports = [entry["port"] for entry in rule["ports"]]
            if port not in ports and not any(entry["name"] in ports for entry in target.spec["ports"] if entry["containerPort"] == port):
                continue
            if any("namespaceSelector" not in peer and matches(peer["podSelector"], other.labels)
                   for peer in rule.get("to", rule.get("from", []))):
                return True
        return False

    policies = deployed.of_kind(manifests, "NetworkPolicy")
    return any(allows(p, "egress", source, target) for p in policies) and any(allows(p, "ingress", target, source) for p in policies)


def matches(selector, labels):
    if not selector.get("matchLabels", {}).items() <= labels.items():
        return False
    return all(labels.get(e["key"]) in e["values"] for e in selector.get("matchExpressions", []))


def bytes_of(text):
    number, unit = re.fullmatch(r"(\d+)(\w*)", text).groups()
    return int(number) * 1024 ** {"": 0, "Ki": 1, "KiB": 1, "Mi": 2, "MiB": 2, "Gi": 3, "GiB": 3}[unit]


if __name__ == "__main__":
    if not deployed.renderer():
        print("SKIPPED: neither kustomize nor kubectl is here; the overlays were not looked at", file=sys.stderr)
    unittest.main()
