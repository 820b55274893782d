"""Checks that the documentation names what the sources have, and nothing besides; tools/check_house.py runs it.

Links    of Markdown files resolve
Calls    every rpc of proto/standpoint/v1 stands in docs/api.md
Errors   every ErrorInfo reason of the sources stands in docs/api.md with its code, and none besides
Metrics  every metric of the sources stands in common/metrics/README.md, and none besides
"""

import os
import re


def outside_tests(tree):
    """(path, text) of the C++ sources that ship."""
    return [(p, t) for p, t in tree.named(".cc", ".h") if not p.endswith("_test.cc") and "/testing/" not in p]


def check_links(tree):
    folders = {os.path.dirname(p) for p in tree.paths}
    folders |= {f[: i] for f in folders for i in range(len(f)) if f[i] == "/"}
    for path, text in tree.named(".md"):
        fenced = False
        for number, line in enumerate(text.splitlines(), 1):
            if line.lstrip().startswith("```"):
                fenced = not fenced
            if fenced:
                continue
            for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", line)):
                place = target.split("#")[0]
                if not place or re.match(r"[a-z]+:", place):
                    continue
                found = os.path.normpath(os.path.join(os.path.dirname(path), place))
                if found not in tree.paths and found not in folders and found != ".":
                    yield path, number, "link to %s, which is not there" % target


def check_calls(tree):
    page = "docs/api.md"
    if page not in tree.files:
        return
    for path, text in tree.named(".proto"):
        if path.startswith("proto/standpoint/v1/"):
            for match in re.finditer(r"^  rpc (\w+)", text, re.MULTILINE):
                if "`%s`" % match.group(1) not in tree.files[page]:
                    yield path, text.count("\n", 0, match.start()) + 1, "%s does not list the call %s" % (page, match.group(1))


def reasons_of_sources(tree):
    """{reason: {(path, line, code)}} of the calls of MakeError outside tests; code as gRPC spells it, or None."""
    sources = outside_tests(tree)
    constants = {name: value for _, t in sources for name, value in re.findall(r'\bchar (k\w+)\[\] = "([A-Z_]+)"', t)}
    reasons = {}
    for path, text in sources:
        for match in re.finditer(r'\bMakeError\(\s*([\w:.()]+),\s*(?:"([A-Z_]+)"|(k\w+)),', text):
            code = re.search(r"::k(\w+)$", match.group(1))
            spelled = re.sub(r"(?<!^)(?=[A-Z])", "_", code.group(1)).upper() if code else None
            reason = match.group(2) or constants.get(match.group(3), match.group(3))
            reasons.setdefault(reason, set()).add((path, text.count("\n", 0, match.start()) + 1, spelled))
    return reasons


def reasons_of_page(text):
    """{reason: (line, codes)} of the tables of docs/api.md."""
    reasons = {}
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("|")
        names = re.findall(r"`([A-Z_]+)`", cells[1]) if len(cells) > 4 else []
        for name in names:
            reasons[name] = number, re.findall(r"`([A-Z_]+)`", cells[2])
    return reasons


def check_reasons(tree):
    page = "docs/api.md"
    if page not in tree.files:
        return
    made, listed = reasons_of_sources(tree), reasons_of_page(tree.files[page])
    for reason, places in sorted(made.items()):
        for path, line, code in sorted(places, key=str):
            if reason not in listed:
                if code:
                    yield path, line, "%s does not list the reason %s" % (page, reason)
            elif code and code not in listed[reason][1]:
                yield path, line, "%s lists %s without the code %s" % (page, reason, code)
    for reason, (line, _) in sorted(listed.items()):
        if reason not in made:
            yield page, line, "no source makes the reason %s" % reason


def check_metrics(tree):
    page = "common/metrics/README.md"
    if page not in tree.files:
        return
    made = {}
    for path, text in outside_tests(tree):
        for match in re.finditer(r'"(standpoint_[a-z0-9_]+)"', text):
            made.setdefault(match.group(1), (path, text.count("\n", 0, match.start()) + 1))
    listed = {}
    for number, line in enumerate(tree.files[page].splitlines(), 1):
        for name in re.findall(r"^\| `(standpoint_[a-z0-9_]+)` \|", line):
            listed[name] = number
    for name, (path, line) in sorted(made.items()):
        if name not in listed:
            yield path, line, "%s does not list the metric %s" % (page, name)
    for name, line in sorted(listed.items()):
        if name not in made:
            yield page, line, "no source has the metric %s" % name


CHECKS = (check_links, check_calls, check_reasons, check_metrics)
