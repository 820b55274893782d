#!/usr/bin/python3
"""Refuses changes of the protos that would break clients, stored data or the log.

    tools/proto/breaking.py BASELINE DESCRIPTOR_SET      status 1 if something of the baseline is gone or means something else
    tools/proto/breaking.py --write DESCRIPTOR_SET       prints a new baseline (tools/proto/update_baseline)

The baseline has one line per declaration, `kind name = meaning`, so that a reader of a change sees what became part of the API.
A field or enum value may go when its number and its name are reserved; everything else stays as it is.
"""

import sys

import api

PACKAGES = ("standpoint.",)


def snapshot(files):
    """{declaration: meaning} of all that clients and stored bytes depend on."""
    meanings = {}
    for element in api.elements(files, PACKAGES):
        if element.kind in ("message", "enum"):
            meanings["%s %s" % (element.kind, element.name)] = ""
            meanings.update(_reserved(element))
        elif element.kind == "service":
            meanings["service " + element.name] = ""
        elif element.kind == "field":
            meanings["field %s %d" % (element.parent.name, element.proto.number)] = _field(element)
        elif element.kind == "value":
            meanings["value %s %d" % (element.parent.name, element.proto.number)] = element.proto.name
        elif element.kind == "rpc":
            meanings["rpc " + element.name] = _rpc(element.proto)
    return meanings


def _field(element):
    field = element.proto
    words = [field.name, api.type_name(field)]
    if field.label == api.Field.LABEL_REPEATED:
        words.append("repeated")
    if field.proto3_optional:
        words.append("optional")
    elif field.HasField("oneof_index"):
        words.append("oneof " + element.parent.proto.oneof_decl[field.oneof_index].name)
    for entry in element.parent.proto.nested_type:
        if entry.options.map_entry and field.type_name.endswith("%s.%s" % (element.parent.proto.name, entry.name)):
            words[1:3] = ["map<%s, %s>" % tuple(api.type_name(f) for f in entry.field)]
    return " ".join(words)


def _rpc(rpc):
    return "%s%s -> %s%s" % (
        "stream " if rpc.client_streaming else "",
        rpc.input_type.lstrip("."),
        "stream " if rpc.server_streaming else "",
        rpc.output_type.lstrip("."),
    )


def _reserved(element):
    past_end = 1 if element.kind == "enum" else 0  # the end of an enum's range is included
    for span in element.proto.reserved_range:
        for number in range(span.start, min(span.end + past_end, span.start + 10000)):
            yield "reserved %s %d" % (element.name, number), ""
    for name in element.proto.reserved_name:
        yield 'reserved %s "%s"' % (element.name, name), ""


def compare(before, after):
    """What of `before` is broken in `after`, one line each. Both are snapshots."""
    for declaration, meaning in before.items():
        kind, name, *number = declaration.split(" ")
        if after.get(declaration) == meaning:
            continue
        if declaration in after:
            yield "%s was: %s; is: %s" % (declaration, meaning, after[declaration])
        elif kind in ("field", "value"):
            if "message " + name not in after and "enum " + name not in after:
                continue  # the loss of the whole is reported
            what = meaning.split(" ")[0]
            missing = [r for r in (number[0], '"%s"' % what) if "reserved %s %s" % (name, r) not in after]
            if missing:
                yield "%s (%s) is gone; reserve %s in %s" % (declaration, what, " and ".join(missing), name)
        elif kind == "reserved":
            if "message " + name in after or "enum " + name in after:
                yield "%s is no longer reserved" % declaration
        else:
            yield "%s is gone" % declaration


def write(meanings):
    """The text of a baseline."""
    return "".join(sorted("%s = %s\n" % (d, m) if m else d + "\n" for d, m in meanings.items()))


def read(text):
    """A snapshot from the text of a baseline."""
    meanings = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            declaration, _, meaning = line.partition(" = ")
            meanings[declaration] = meaning
    return meanings


def main(baseline, path):
    after = snapshot(api.load(path))
    if baseline == "--write":
        sys.stdout.write(write(after))
        return 0
    with open(baseline, encoding="utf-8") as f:
        before = read(f.read())
    broken = list(compare(before, after))
    for line in broken:
        print("breaking change: " + line)
    if broken:
        print("Clients and stored data depend on these. Only before a release: tools/proto/update_baseline")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
