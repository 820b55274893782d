#!/usr/bin/env python3
"""Checks the rules of this repository that no compiler knows.

    tools/check_house.py        prints "FILE:LINE: finding"; status 1 if there is one

C++      include guards named by path; a comment at the top of each header; no `using namespace` in headers; includes
         follow the directions of the house (DIRECTIONS)
BUILD    a comment at the top; no header in two libraries and none with a companion in its library; no globbed C++; no source
         without a target; //visibility:public only where outsiders are meant; whose header is included is named in deps
Text     no note of work left to do; no trailing blanks, tabs or carriage returns; a newline at the end
Docs     what tools/check_docs.py finds: links, calls, error reasons, metrics
Packages what tools/system_libs.bzl tells users to install is in tools/packages.txt

Sources of more than 400 lines are listed as a note: such a file usually holds two things.
"""

import ast
import os
import re
import subprocess
import sys

import check_docs

SERVICES = ("ingest", "analyze", "store", "router")
# The whole system sees of a service only these folders.
FRONT = ("service", "pipeline", "client", "worker", "replica", "language", "remote", "proposition", "testing")
# Within a service, who may include whom: a folder those of its own rank and below. Folders without a rank are steps, rank 0;
# isolate runs the pipeline in child processes, remote puts a model server in its place.
RANKS = {"service": 3, "worker": 2, "isolate": 2, "remote": 2, "pipeline": 1, "client": -1}
# A router joins the answers of stores with the code that one store answers with.
JOINING = ("query", "index")
# What the folders above the services may see: proto headers are "standpoint/..." and "google/rpc/...".
GROUND = ("common", "standpoint", "google")

# Headers of outside libraries by how their names begin, and how the labels of the libraries do.
OUTSIDE = (
    ("CLI/", "@cli11//"),
    ("benchmark/", "@google_benchmark//"),
    ("gmock/", "@googletest//"),
    ("google/protobuf/", "@protobuf//"),
    ("grpcpp/", "@grpc//"),
    ("gtest/", "@googletest//"),
    ("gumbo.h", "@gumbo//"),
    ("nlohmann/", "@nlohmann_json//"),
    ("openssl/", "@openssl//"),
    ("librdkafka/", "@librdkafka//"),
    ("prometheus/", "@prometheus-cpp//"),
    ("re2/", "@re2//"),
    ("rocksdb/", "@rocksdb//"),
    ("uchardet/", "@uchardet//"),
    ("unicode/", "@icu//"),
    ("xxhash.h", "@xxhash//"),
    ("zstd.h", "@zstd//"),
)

CC_RULES = ("cc_library", "cc_binary", "cc_test", "cc_fuzz_test")
PUBLIC = ("proto/", "tools/")
LONG = 400


class Tree:
    """The files of the repository: {path: text}; what is not UTF-8 is left out. `paths` has all of them."""

    def __init__(self, files, paths=None):
        self.files = files
        self.paths = set(files) if paths is None else set(paths)

    def named(self, *endings):
        """(path, text) of the files whose name ends so."""
        return [(p, t) for p, t in sorted(self.files.items()) if p.endswith(endings)]

    def builds(self):
        """(path, text) of the BUILD files."""
        return [(p, t) for p, t in sorted(self.files.items()) if os.path.basename(p) == "BUILD"]


def read_tree(root):
    paths = subprocess.check_output([os.path.join(root, "tools/list_files")], text=True).splitlines()
    files = {}
    for path in paths:
        try:
            with open(os.path.join(root, path), encoding="utf-8", newline="") as f:
                files[path] = f.read()
        except (UnicodeDecodeError, OSError):
            pass
    return Tree(files, paths)


# ---- C++


def check_headers(tree):
    for path, text in tree.named(".h"):
        guard = "STANDPOINT_" + re.sub(r"[^A-Z0-9]", "_", path.upper()) + "_"
        for line in ("#ifndef " + guard, "#define " + guard, "#endif  // " + guard):
            if line not in text.splitlines():
                yield path, 1, "lacks the line `%s`" % line
        if not text.startswith("//"):
            yield path, 1, "does not open with a comment that says what it is"
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(r"\s*using namespace ", line):
                yield path, number, "using namespace in a header"


def allowed(path, included):
    """Whether a file of ours may include a header, both as paths from the root."""
    top, _, rest = path.partition("/")
    to, _, to_rest = included.partition("/")
    folder, to_folder = rest.split("/")[0], to_rest.split("/")[0]
    if to in GROUND or (to == top and top not in SERVICES):
        return True
    if top in SERVICES:
        if to == "queue":
            return True
        if to in SERVICES and to != top:
            return to_folder == "client" or (top == "router" and to == "store" and to_folder in JOINING)
        return to == top and _within_service(folder, to_folder)
    if path.startswith("tests/walk/"):  # looks at what each step hands on
        return True
    if (top in ("tests", "bench") and to == "cli") or (top == "bench" and to == "tests"):
        return True
    if top in ("cli", "tests", "bench"):
        return to == "queue" or (to in SERVICES and to_folder in FRONT)
    return False


def _within_service(folder, to_folder):
    """main -> service -> pipeline -> steps; the client is seen by all and sees nobody."""
    if folder == to_folder or folder.endswith(".cc"):  # main.cc stands in the service's own folder
        return True
    if folder == "client":
        return False
    return RANKS.get(to_folder, 0) <= RANKS.get(folder, 0)


def check_directions(tree):
    tops = {p.split("/")[0] for p in tree.paths if "/" in p} | {"standpoint"}
    for path, text in tree.named(".h", ".cc"):
        for number, line in enumerate(text.splitlines(), 1):
            match = re.match(r'#include "([^"]+)"', line)
            if match and match.group(1).split("/")[0] in tops and not allowed(path, match.group(1)):
                yield path, number, "may not include %s" % match.group(1)


# ---- BUILD files


class Rule:
    """A rule of a BUILD file: its kind, its line, and its literal attributes."""

    def __init__(self, call):
        self.kind = call.func.id
        self.line = call.lineno
        self.nodes = {k.arg: k.value for k in call.keywords}

    def strings(self, attribute):
        """All string literals of an attribute, those inside select() and + included."""
        node = self.nodes.get(attribute)
        return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)] if node else []

    def globs(self, attribute):
        node = self.nodes.get(attribute)
        return bool(node) and any(isinstance(n, ast.Call) and getattr(n.func, "id", "") == "glob" for n in ast.walk(node))


def rules(text):
    """The rules of a BUILD file, which is Python to the parser."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield Rule(node)


def check_builds(tree):
    owners = {}
    for path, text in tree.builds():
        folder = os.path.dirname(path)
        if not text.startswith("#"):
            yield path, 1, "does not open with a comment that says what the folder is and who reads it"
        for rule in rules(text):
            if "//visibility:public" in rule.strings("visibility") + rule.strings("default_visibility"):
                if not path.startswith(PUBLIC):
                    yield path, rule.line, "//visibility:public: name the audience (see the root BUILD)"
            if rule.kind not in CC_RULES:
                continue
            if rule.globs("srcs") or rule.globs("hdrs"):
                yield path, rule.line, "globbed C++ sources: name them"
            headers = rule.strings("hdrs")
            if len(headers) > 1:
                yield path, rule.line, "a library of several headers: %s" % ", ".join(headers)
            for name in rule.strings("srcs") + headers + rule.strings("textual_hdrs"):
                owners.setdefault(os.path.join(folder, name), []).append((path, rule.line))
    for path, places in sorted(owners.items()):
        if path.endswith(".h") and len(places) > 1:
            yield places[1][0], places[1][1], "%s belongs to a library already" % path
    for path, _ in tree.named(".h", ".cc"):
        if path not in owners:
            yield path, 1, "belongs to no target"


# ---- what targets include


def absolute(label, folder):
    """The label in full: "//queue" is //queue:queue, ":a" is //folder:a, "@icu" is @icu//:icu."""
    if label.startswith(":"):
        return "//%s%s" % (folder, label)
    if "//" not in label:
        return "%s//:%s" % (label, label[1:])
    if ":" not in label:
        return "%s:%s" % (label, label.rpartition("/")[2])
    return label


def included_names(path):
    """How #include names a header of ours, or what is generated of a proto."""
    if path.endswith(".h"):
        return [path]
    if path.startswith("proto/") and path.endswith(".proto"):
        stem = path[len("proto/"):-len(".proto")]
        return [stem + ".pb.h", stem + ".grpc.pb.h"]
    return []


def outside_label(included):
    """How the label begins of the outside library that has such a header; None for one that is not known."""
    parts = included.split("/")
    if parts[0] == "absl":
        return "@abseil-cpp//" + "/".join(parts[:-1]) + ":"
    for prefix, label in OUTSIDE:
        if included.startswith(prefix):
            return label
    return None


def check_layering(tree):
    """A source includes only headers of its own target and of the targets that this names as its deps.

    Bazel's own layering_check needs clang and knows no headers of outside libraries.
    """
    targets, makers = {}, {}
    for path, text in tree.builds():
        folder = os.path.dirname(path)
        for rule in rules(text):
            if rule.kind not in CC_RULES + ("standpoint_proto",):
                continue
            name = rule.strings("name")[0]
            files = [os.path.join(folder, f) for f in rule.strings("srcs") + rule.strings("hdrs") + rule.strings("textual_hdrs")]
            label = "//%s:%s" % (folder, name)
            targets[label] = path, rule, files, {absolute(d, folder) for d in rule.strings("deps")}
            for file in files:
                for included in included_names(file):
                    makers[included] = label
    for label, (_, rule, files, deps) in sorted(targets.items()):
        for file in files:
            for number, line in enumerate(tree.files.get(file, "").splitlines(), 1):
                match = re.match(r'#include ["<]([^">]+)[">]', line)
                if not match or rule.kind == "standpoint_proto":
                    continue
                maker, outside = makers.get(match.group(1)), outside_label(match.group(1))
                if maker not in (None, label) and maker not in deps:
                    yield file, number, "includes %s: add %s to the deps of %s" % (match.group(1), maker, label)
                elif maker is None and outside and not any(d.startswith(outside) for d in deps):
                    yield file, number, "includes %s: add %s to the deps of %s" % (match.group(1), outside, label)


# ---- text


def check_text(tree):
    for path, text in sorted(tree.files.items()):
        if "testdata/" in path or path.startswith("samples/") or path == "LICENSE":
            continue
        if text and not text.endswith("\n"):
            yield path, text.count("\n") + 1, "no newline at the end"
        for number, line in enumerate(text.split("\n"), 1):
            if re.search(r"[ \t\r]$", line):
                yield path, number, "blanks at the end of the line"
            elif "\t" in line and path.endswith((".cc", ".h", ".proto", ".py", ".bzl", "BUILD")):
                yield path, number, "tab"
            if re.search(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b", line):
                yield path, number, "something is left to be done"


# ---- packages


def check_packages(tree):
    listed = set()
    for line in tree.files.get("tools/packages.txt", "").splitlines():
        words = line.split()
        if words[:1] == ["build"]:
            listed.add(words[1])
    path = "tools/system_libs.bzl"
    for number, line in enumerate(tree.files.get(path, "").splitlines(), 1):
        for packages in re.findall(r'apt = "([^"]+)"', line):
            for package in packages.split():
                if package not in listed:
                    yield path, number, "%s is not in the build group of tools/packages.txt" % package


CHECKS = (check_headers, check_directions, check_builds, check_layering, check_text, check_packages) + check_docs.CHECKS


def findings(tree):
    """All findings, each as one line."""
    return ["%s:%d: %s" % finding for check in CHECKS for finding in check(tree)]


def main():
    root = os.environ.get("BUILD_WORKSPACE_DIRECTORY") or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    tree = read_tree(root)
    for path, text in tree.named(".cc", ".h", ".py"):
        if text.count("\n") > LONG:
            print("note: %s has %d lines" % (path, text.count("\n")))
    found = findings(tree)
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
