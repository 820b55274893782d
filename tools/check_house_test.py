#!/usr/bin/env python3
"""Tests of check_house.py on trees that stand in this file."""

import unittest

import check_house

HEADER = """// What it is.

#ifndef STANDPOINT_STORE_INDEX_TERMS_H_
#define STANDPOINT_STORE_INDEX_TERMS_H_
#endif  // STANDPOINT_STORE_INDEX_TERMS_H_
"""
BUILD = """# What the folder is.

cc_library(
    name = "terms",
    srcs = ["terms.cc"],
    hdrs = ["terms.h"],
)
"""
CLEAN = {"store/index/terms.h": HEADER, "store/index/terms.cc": "int a;\n", "store/index/BUILD": BUILD}


class HouseTest(unittest.TestCase):
    def found(self, **changes):
        """Findings in the clean tree after changes, given as header=..., source=..., build=... or files={...}."""
        files = dict(CLEAN)
        for key, path in (("header", "terms.h"), ("source", "terms.cc"), ("build", "BUILD")):
            if key in changes:
                files["store/index/" + path] = changes[key]
        files.update(changes.get("files", {}))
        return check_house.findings(check_house.Tree(files))

    def expect(self, words, **changes):
        found = self.found(**changes)
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0])

    def test_clean_tree(self):
        self.assertEqual(self.found(), [])

    def test_headers(self):
        self.expect("#ifndef STANDPOINT_STORE_INDEX_TERMS_H_", header=HEADER.replace("ifndef STANDPOINT_", "ifndef "))
        self.expect("#endif", header=HEADER.replace("endif  // ", "endif // "))
        self.expect("does not open with a comment", header=HEADER.replace("// What it is.\n", ""))
        self.expect("using namespace", header=HEADER + "using namespace std;\n")

    def test_inclusion_of_another_service(self):
        self.expect("terms.cc:2: may not include ingest/extract/html.h",
                    source='int a;\n#include "ingest/extract/html.h"\n', files={"ingest/x": ""})
        self.assertEqual(self.found(source='#include "analyze/client/fake.h"\n', files={"analyze/x": ""}), [])

    def test_directions(self):
        allowed = [
            ("common/rpc/a.cc", "common/status/b.h"),
            ("queue/rocksdb/a.cc", "common/status/b.h"),
            ("queue/rocksdb/a.cc", "standpoint/internal/v1/work.pb.h"),
            ("ingest/pipeline/a.cc", "queue/work_queue.h"),
            ("ingest/pipeline/a.cc", "ingest/extract/b.h"),
            ("ingest/service/a.cc", "ingest/pipeline/b.h"),
            ("ingest/service/a.cc", "ingest/client/b.h"),
            ("analyze/worker/a.cc", "ingest/client/b.h"),
            ("analyze/isolate/a.cc", "analyze/pipeline/b.h"),
            ("analyze/main.cc", "analyze/worker/b.h"),
            ("cli/serve.cc", "store/service/b.h"),
            ("cli/serve.cc", "queue/rocksdb/b.h"),
            ("tests/server/a.cc", "cli/serve/b.h"),
            ("tests/walk/a.cc", "store/index/b.h"),
            ("router/query/a.cc", "store/query/search/b.h"),
            ("router/fleet/a.cc", "analyze/client/b.h"),
        ]
        refused = [
            ("common/rpc/a.cc", "queue/work_queue.h"),
            ("common/rpc/a.cc", "store/client/b.h"),
            ("queue/rocksdb/a.cc", "ingest/client/b.h"),
            ("ingest/extract/a.cc", "ingest/pipeline/b.h"),
            ("ingest/pipeline/a.cc", "ingest/service/b.h"),
            ("store/client/a.cc", "store/index/b.h"),
            ("store/query/a.cc", "analyze/stance/b.h"),
            ("router/query/a.cc", "store/write/b.h"),
            ("store/query/a.cc", "router/merge/b.h"),
            ("cli/serve.cc", "store/index/b.h"),
            ("tests/badinput/a.cc", "store/index/b.h"),
            ("ingest/extract/a.cc", "cli/terminal/b.h"),
        ]
        for path, included in allowed:
            self.assertTrue(check_house.allowed(path, included), (path, included))
        for path, included in refused:
            self.assertFalse(check_house.allowed(path, included), (path, included))

    def test_build_files(self):
        self.expect("does not open with a comment", build=BUILD.replace("# What", "\n# What"))
        self.expect("globbed", build=BUILD.replace('["terms.cc"]', 'glob(["*.cc"]) + ["terms.cc"]'))
        self.expect("name the audience", build=BUILD + 'package(default_visibility = ["//visibility:public"])\n')
        self.expect("terms.cc:1: belongs to no target", build=BUILD.replace('    srcs = ["terms.cc"],\n', ""))
        self.expect("belongs to a library already", build=BUILD + 'cc_library(name = "b", hdrs = ["terms.h"])\n')
        self.expect("several headers", build=BUILD.replace('"terms.h"', '"terms.h", "more.h"'),
                    files={"store/index/more.h": HEADER.replace("TERMS", "MORE")})

    def test_layering(self):
        low = {"store/low/BUILD": BUILD.replace("terms", "low").replace('    srcs = ["low.cc"],\n', ""),
               "store/low/low.h": HEADER.replace("INDEX_TERMS", "LOW_LOW")}
        include = '#include "store/low/low.h"\n'
        self.expect("terms.cc:1: includes store/low/low.h: add //store/low:low to the deps of //store/index:terms",
                    source=include, files=low)
        self.expect("terms.h:2: includes store/low/low.h", header="// What it is.\n" + include + HEADER[16:], files=low)
        for label in ("//store/low", "//store/low:low"):
            build = BUILD.replace('    hdrs', '    deps = ["%s"],\n    hdrs' % label)
            self.assertEqual(self.found(source=include, build=build, files=low), [])
        # Not what a dependency depends on.
        mid = {"store/mid/BUILD": BUILD.replace("terms", "mid").replace('    srcs = ["mid.cc"],\n', '    deps = ["//store/low"],\n'),
               "store/mid/mid.h": HEADER.replace("INDEX_TERMS", "MID_MID")}
        self.expect("add //store/low:low", source=include, files={**low, **mid},
                    build=BUILD.replace('    hdrs', '    deps = ["//store/mid"],\n    hdrs'))

    def test_layering_of_protos_and_outside_libraries(self):
        protos = {"proto/standpoint/v1/BUILD": '# Protos.\nstandpoint_proto(name = "resources", srcs = ["claim.proto"])\n',
                  "proto/standpoint/v1/claim.proto": ""}
        self.expect("add //proto/standpoint/v1:resources", source='#include "standpoint/v1/claim.pb.h"\n', files=protos)
        cases = [
            ('"absl/strings/match.h"', "@abseil-cpp//absl/strings", "@abseil-cpp//absl/status"),
            ('"absl/types/span.h"', "@abseil-cpp//absl/types:span", "@abseil-cpp//absl/time"),
            ("<unicode/uchar.h>", "@icu", "@re2"),
            ('"grpcpp/server.h"', "@grpc//:grpc++", "@protobuf"),
        ]
        for included, right, wrong in cases:
            source = "#include %s\n" % included
            self.assertEqual(self.found(source=source, build=BUILD.replace('    hdrs', '    deps = ["%s"],\n    hdrs' % right)), [])
            self.expect("to the deps of", source=source, build=BUILD.replace('    hdrs', '    deps = ["%s"],\n    hdrs' % wrong))

    def test_select_in_sources_counts(self):
        build = BUILD.replace('["terms.cc"]', 'select({"//tools:fuzzing": ["terms.cc"], "//conditions:default": []})')
        self.assertEqual(self.found(build=build), [])

    def test_text(self):
        self.expect("no newline at the end", source="int a;")
        self.expect("blanks at the end", source="int a; \n")
        self.expect("blanks at the end", source="int a;\r\n")
        self.expect("tab", source="\tint a;\n")
        self.expect("left to be done", source="// TO" "DO: later\n")
        self.assertEqual(self.found(files={"store/index/testdata/x.txt": "no newline \t"}), [])

    def test_packages(self):
        rules = '    system_library(name = "x", apt = "libx-dev liby-dev")\n'
        listed = "# list\nbuild libx-dev  @x\nlint liby-dev  @y\n"
        self.expect("liby-dev is not in the build group",
                    files={"tools/system_libs.bzl": rules, "tools/packages.txt": listed})


if __name__ == "__main__":
    unittest.main()
