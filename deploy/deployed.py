"""What is deployed where, as the tests see it: the containers of the compose files and of the rendered overlays, and systemd's units.

The tests run in the root of their runfiles or of a checkout.
"""

import dataclasses
import os
import re
import shutil
import subprocess
import tempfile

import yaml

OVERLAYS = ("services", "cluster")
RENDERERS = (["kustomize", "build"], ["kubectl", "kustomize"])
# Where a container's settings files are mounted.
SETTINGS = "/etc/standpoint/"


@dataclasses.dataclass
class Container:
    """One container of ours. `files`: its settings files, path to text; `pod`: the pod's spec, None in a compose file."""

    where: str
    name: str
    image: str
    command: list
    environment: dict
    files: dict
    mounts: list
    labels: dict
    spec: dict
    pod: dict = None

    def program(self):
        return os.path.basename(self.command[0])


def programs():
    """{name: path of the built program} of what the image holds."""
    with open("deploy/image/contents.txt", encoding="utf-8") as lines:
        paths = [line.split()[1] for line in lines if line.startswith("program ")]
    return {os.path.basename(path): path for path in paths}


def compose_files():
    folder = "deploy/compose"
    return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".yaml"))


def substituted(text):
    """Compose's ${NAME:-default}, without an environment."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text)


def load_compose(path):
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(substituted(file.read()))


def compose_containers(path):
    """All of a compose file; those of others, too."""
    document = load_compose(path)
    for name, service in document["services"].items():
        command = service.get("command", [])
        yield Container(
            where=path,
            name=name,
            image=service["image"],
            command=command if isinstance(command, list) else command.split(),
            environment=service.get("environment", {}),
            files={},
            mounts=[volume.split(":")[1] for volume in service.get("volumes", [])],
            labels={},
            spec=service,
        )


def renderer():
    """The command that renders an overlay; None where there is none."""
    for command in RENDERERS:
        if shutil.which(command[0]):
            return command
    return None


def render(overlay):
    """The manifests of an overlay. Kustomize follows no links out of its root, and runfiles are links: it gets a copy."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TEST_TMPDIR")) as folder:
        root = os.path.join(folder, "deploy")
        shutil.copytree("deploy", root, ignore=shutil.ignore_patterns("*.py", "compose", "image"))
        path = os.path.join(root, "kubernetes/overlays", overlay)
        result = subprocess.run(renderer() + [path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if result.returncode != 0:
        raise AssertionError("%s does not render: %s" % (overlay, result.stderr))
    return [manifest for manifest in yaml.safe_load_all(result.stdout) if manifest]


def of_kind(manifests, *kinds):
    return [manifest for manifest in manifests if manifest["kind"] in kinds]


def workloads(manifests):
    return of_kind(manifests, "Deployment", "StatefulSet")


def pod_containers(manifests):
    """All containers of an overlay; those of others, too."""
    maps = {manifest["metadata"]["name"]: manifest.get("data", {}) for manifest in of_kind(manifests, "ConfigMap")}
    for workload in workloads(manifests):
        template = workload["spec"]["template"]
        pod = template["spec"]
        for spec in pod["containers"]:
            volumes = {volume["name"]: volume for volume in pod.get("volumes", [])}
            files, environment = {}, {}
            for mount in spec.get("volumeMounts", []):
                volume = volumes.get(mount["name"], {})
                for name, text in maps.get(volume.get("configMap", {}).get("name"), {}).items():
                    files[os.path.join(mount["mountPath"], name)] = text
            for source in spec.get("envFrom", []):
                environment.update(maps[source["configMapRef"]["name"]])
            for variable in spec.get("env", []):
                environment[variable["name"]] = variable.get("value", "from-the-pod")
            yield Container(
                where=workload["kind"],
                name=workload["metadata"]["name"],
                image=spec["image"],
                command=spec.get("command", []) + spec.get("args", []),
                environment=environment,
                files=files,
                mounts=[mount["mountPath"] for mount in spec.get("volumeMounts", [])],
                labels=template["metadata"]["labels"],
                spec=spec,
                pod=pod,
            )


def units():
    """{name: [(key, value), ...]} of systemd's units, with what the drop-in for all of them says."""
    folder = "deploy/systemd"
    everywhere = unit_settings(os.path.join(folder, "standpoint-.service.d/10-all.conf"))
    names = sorted(name for name in os.listdir(folder) if name.endswith(".service"))
    return {name: everywhere + unit_settings(os.path.join(folder, name)) for name in names}


def unit_settings(path):
    with open(path, encoding="utf-8") as lines:
        return [tuple(line.strip().split("=", 1)) for line in lines if "=" in line and not line.startswith("#")]


def unit_containers():
    """The units as if each were a container: what it runs, and its settings files."""
    folder = "deploy/systemd/settings"
    files = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            files[SETTINGS + name] = file.read()
    for name, settings in units().items():
        values = dict(settings)
        command = values["ExecStart"].replace("%i", "7311").split()
        mounts = ["/var/lib/" + values["StateDirectory"]] if "StateDirectory" in values else []
        yield Container(where="systemd", name=name, image="", command=command, environment={}, files=files, mounts=mounts, labels={}, spec=values)


def ours(containers):
    known = programs()
    return [container for container in containers if container.command and container.program() in known]


def checked_settings(container, folder):
    """What the program itself says its settings are, or why it would not start: (status, output)."""
    command = [programs()[container.program()]]
    for argument in container.command[1:]:
        for path, text in container.files.items():
            if path in argument:
                local = os.path.join(folder, os.path.basename(path))
                with open(local, "w", encoding="utf-8") as file:
                    file.write(text)
                argument = argument.replace(path, local)
        command.append(argument)
    environment = {"PATH": os.environ["PATH"]}
    environment.update({name: str(value) for name, value in container.environment.items()})
    result = subprocess.run(command + ["--check-config"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    return result.returncode, result.stdout


def parsed_settings(text):
    """The output of --check-config as {"server.address": ["0.0.0.0:7301"], ...}; each setting may come several times."""
    found, path = {}, []
    for line in text.splitlines():
        line = line.strip()
        if line.endswith("{"):
            path.append(line.split()[0])
        elif line == "}":
            path.pop()
        elif ":" in line:
            name, value = line.split(":", 1)
            found.setdefault(".".join(path + [name]), []).append(value.strip().strip('"'))
    return found


def seconds(text):
    """A duration as --check-config prints it: 5s, 2m, 168h, 1m30s, 100ms, 0."""
    units = {"h": 3600, "m": 60, "s": 1, "ms": 0.001, "": 1}
    return sum(float(number) * units[unit] for number, unit in re.findall(r"([\d.]+)(h|ms|m|s|)", text) if number)


def port(address):
    return int(address.rsplit(":", 1)[1])


def host(address):
    """"dns:///store:7302" -> "store"."""
    return re.sub(r"^dns:/*", "", address).rsplit(":", 1)[0]
