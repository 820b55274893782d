#!/usr/bin/python3
"""Checks the .proto files against the API conventions (docs/api.md; the AIPs at https://google.aip.dev).

    tools/proto/lint.py DESCRIPTOR_SET

Prints one line per finding; status 1 if there is one.
"""

import os
import re
import sys

import api

# Declared by others; kept wire-compatible, so only their comments are ours.
FOREIGN = ("google.",)

CAMEL = re.compile(r"[A-Z][A-Za-z0-9]*$")
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*$")
UPPER = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")


def upper_snake(camel):
    """HolderKind -> HOLDER_KIND"""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", camel).upper()


def lint(files, packages=("",)):
    """The findings, each as one line."""
    findings = []
    messages = {}
    found = [e for e in api.elements(files, packages) if not e.file.package.startswith("google.protobuf")]
    for element in api.elements(files):
        if element.kind == "message":
            messages[element.name] = element.proto
    for element in found:
        for fault in _faults(element, messages):
            findings.append("%s: %s" % (element, fault))
    return findings


def _faults(element, messages):
    if not element.comment:
        yield "has no comment"
    if not element.file.package.startswith(FOREIGN):
        yield from globals()["_" + element.kind](element, messages)


def _file(element, _):
    file = element.proto
    folder, name = os.path.split(file.name)
    if file.syntax != "proto3":
        yield "is not proto3"
    if file.package != folder.replace("/", "."):
        yield "package %s does not follow from the folder %s" % (file.package, folder)
    if not SNAKE.match(name[: -len(".proto")]):
        yield "name is not lower_snake_case"
    if ".internal" not in file.package:
        for imported in file.dependency:
            if "/internal/" in imported:
                yield "public file imports %s" % imported


def _message(element, _):
    if not CAMEL.match(element.proto.name):
        yield "name is not CamelCase"
    for oneof in element.proto.oneof_decl:
        if not SNAKE.match(oneof.name.lstrip("_")):
            yield "oneof %s is not lower_snake_case" % oneof.name


def _field(element, _):
    field = element.proto
    kind = api.type_name(field)
    if not SNAKE.match(field.name):
        yield "name is not lower_snake_case"
    if kind == "google.protobuf.Timestamp" and not field.name.endswith(("_time", "_times")):
        yield "is a Timestamp but its name does not end in _time (AIP-142)"
    if kind == "bool" and field.name.startswith("is_"):
        yield "bool with the prefix is_ (AIP-140)"


def _enum(element, _):
    enum = element.proto
    if not CAMEL.match(enum.name):
        yield "name is not CamelCase"
    zero = [value.name for value in enum.value if value.number == 0]
    if zero != [upper_snake(enum.name) + "_UNSPECIFIED"]:
        yield "value 0 is not %s_UNSPECIFIED" % upper_snake(enum.name)


def _value(element, _):
    prefix = upper_snake(element.parent.proto.name) + "_"
    if not UPPER.match(element.proto.name):
        yield "name is not UPPER_SNAKE_CASE"
    enclosing = element.parent.parent
    if enclosing.kind == "message" and enclosing.proto.name.endswith("Config"):
        return  # people write these in configuration files: "level: INFO"
    if not element.proto.name.startswith(prefix):
        yield "name does not start with %s" % prefix


def _service(element, _):
    if not (CAMEL.match(element.proto.name) and element.proto.name.endswith("Service")):
        yield "name is not CamelCase ending in Service"
    if "Errors" not in element.comment:
        yield "comment does not list the errors of its calls"


def _rpc(element, messages):
    rpc = element.proto
    request = rpc.input_type.lstrip(".")
    response = rpc.output_type.lstrip(".")
    package = element.file.package + "."
    if not CAMEL.match(rpc.name):
        yield "name is not CamelCase"
    if request != package + rpc.name + "Request":
        yield "takes %s, not %sRequest" % (request, rpc.name)
    allowed = [package + rpc.name + "Response", package + "Operation"]  # AIP-151
    if rpc.name.startswith("Get"):  # AIP-131: answers with the resource
        allowed.append(package + rpc.name[len("Get"):])
    if rpc.name.startswith("Delete"):  # AIP-135
        allowed.append("google.protobuf.Empty")
    if response not in allowed:
        yield "returns %s, not %s" % (response, " or ".join(allowed))
    if "repeat" not in (element.comment + element.parent.comment).lower():
        yield "comment does not say whether it is safe to repeat"
    if rpc.name.startswith("List"):
        yield from _paging(messages.get(request), messages.get(response))


def _paging(request, response):
    def types(message):
        return {field.name: api.type_name(field) for field in message.field} if message else {}

    asked, answered = types(request), types(response)
    if asked.get("page_size") != "int32" or asked.get("page_token") != "string":
        yield "request lacks int32 page_size or string page_token (AIP-158)"
    if answered.get("next_page_token") != "string":
        yield "response lacks string next_page_token (AIP-158)"


def main(path):
    findings = lint(api.load(path))
    for finding in findings:
        print("proto/" + finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
