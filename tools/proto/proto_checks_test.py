#!/usr/bin/python3
"""Tests of lint.py and breaking.py on small protos."""

import os
import subprocess
import tempfile
import unittest

import api
import breaking
import lint

HEADER = "// A file.\n\nsyntax = \"proto3\";\n\npackage standpoint.v1;\n\n"

CLEAN = """
// Where it is.
enum HolderKind {
  // Never sent.
  HOLDER_KIND_UNSPECIFIED = 0;
  // The author.
  HOLDER_KIND_AUTHOR = 1;
}
// A thing.
message Thing {
  // Its name.
  string name = 1;
  // Facts.
  map<string, int64> facts = 2;
  // Which.
  oneof which {
    // One.
    HolderKind kind = 3;
    // Two.
    bytes body = 4;
  }
  // Maybe.
  optional float score = 5;
}
// Answers. Errors: none. All calls are safe to repeat.
service ThingService {
  // Gets.
  rpc GetThing(GetThingRequest) returns (Thing);
  // Lists.
  rpc ListThings(ListThingsRequest) returns (stream ListThingsResponse);
}
// Request.
message GetThingRequest {
  // Its name.
  string name = 1;
}
// Request.
message ListThingsRequest {
  // How many.
  int32 page_size = 1;
  // Where.
  string page_token = 2;
}
// Response.
message ListThingsResponse {
  // Them.
  repeated Thing things = 1;
  // Empty at the end.
  string next_page_token = 2;
}
"""


def compiled(text, path="standpoint/v1/thing.proto", header=HEADER):
    """The descriptors of one file."""
    with tempfile.TemporaryDirectory() as folder:
        place = os.path.join(folder, path)
        os.makedirs(os.path.dirname(place))
        with open(place, "w") as f:
            f.write(header + text)
        out = os.path.join(folder, "set")
        subprocess.run(["protoc", "-I" + folder, "-I/usr/include", "--include_source_info", "-o", out, place], check=True)
        return api.load(out)


class LintTest(unittest.TestCase):
    def expect(self, fault, text, **kwargs):
        findings = lint.lint(compiled(text, **kwargs))
        self.assertEqual(len(findings), 1, findings)
        self.assertIn(fault, findings[0])

    def test_clean_file(self):
        self.assertEqual(lint.lint(compiled(CLEAN)), [])

    def test_comments(self):
        for comment in ("// Never sent.", "// A thing.", "// Its name.", "// Gets.", "// One."):
            self.expect("has no comment", CLEAN.replace(comment, "", 1))
        self.expect("has no comment", CLEAN, header=HEADER.replace("// A file.\n", ""))

    def test_finding_names_file_line_and_element(self):
        finding = lint.lint(compiled("// M.\nmessage M {\n  string a = 1;\n}\n"))[0]
        self.assertTrue(finding.startswith("standpoint/v1/thing.proto:9: field standpoint.v1.M.a:"), finding)

    def test_package_and_file_name(self):
        self.expect("does not follow from the folder", CLEAN, path="standpoint/v2/thing.proto")
        self.expect("name is not lower_snake_case", CLEAN, path="standpoint/v1/Thing.proto")

    def test_enums(self):
        self.expect("value 0 is not HOLDER_KIND_UNSPECIFIED", CLEAN.replace("_UNSPECIFIED", "_NONE"))
        self.expect("does not start with HOLDER_KIND_", CLEAN.replace("HOLDER_KIND_AUTHOR", "AUTHOR"))

    def test_values_of_settings_need_no_prefix(self):
        text = "// M.\nmessage %s {\n  // L.\n  enum Level {\n    // U.\n    LEVEL_UNSPECIFIED = 0;\n    // I.\n    INFO = 1;\n  }\n}\n"
        self.assertEqual(lint.lint(compiled(text % "LogConfig")), [])
        self.expect("does not start with LEVEL_", text % "Log")

    def test_names(self):
        self.expect("name is not CamelCase", "// M.\nmessage my_thing {}\n")
        self.expect("name is not lower_snake_case", "// M.\nmessage M {\n  // A.\n  string theName = 1;\n}\n")
        self.expect("AIP-140", "// M.\nmessage M {\n  // A.\n  bool is_good = 1;\n}\n")
        time = 'import "google/protobuf/timestamp.proto";\n// M.\nmessage M {\n  // A.\n  google.protobuf.Timestamp %s = 1;\n}\n'
        self.expect("AIP-142", time % "created")
        self.assertEqual(lint.lint(compiled(time % "create_time")), [])

    def test_services(self):
        self.expect("does not list the errors", CLEAN.replace("Errors: none.", ""))
        self.expect("ending in Service", CLEAN.replace("ThingService", "Things"))
        findings = lint.lint(compiled(CLEAN.replace("All calls are safe to repeat.", "")))
        self.assertEqual([f.split(": ")[-1] for f in findings], ["comment does not say whether it is safe to repeat"] * 2)

    def test_calls(self):
        self.expect("not GetThingRequest", CLEAN.replace("GetThing(GetThingRequest)", "GetThing(Thing)"))
        self.expect("returns standpoint.v1.GetThingRequest", CLEAN.replace("returns (Thing)", "returns (GetThingRequest)"))

    def test_paging(self):
        self.expect("page_size", CLEAN.replace("int32 page_size", "int64 page_size"))
        self.expect("next_page_token", CLEAN.replace("string next_page_token", "bytes next_page_token"))


class BreakingTest(unittest.TestCase):
    def broken(self, old, new, before=CLEAN):
        self.assertIn(old, before)
        after = breaking.snapshot(compiled(before.replace(old, new, 1)))
        # Through the text form, as in use.
        stored = breaking.read(breaking.write(breaking.snapshot(compiled(before))))
        return list(breaking.compare(stored, after))

    def expect(self, fault, old, new, **kwargs):
        lines = self.broken(old, new, **kwargs)
        self.assertEqual(len(lines), 1, lines)
        self.assertIn(fault, lines[0])

    def test_no_change_and_additions(self):
        self.assertEqual(self.broken("// A thing.", "// Another comment."), [])
        self.assertEqual(self.broken("string name = 1;", "string name = 1;\n  string more = 9;"), [])
        self.assertEqual(self.broken("// A thing.", "message New {}\nenum Kind { KIND_UNSPECIFIED = 0; }"), [])

    def test_field_changes(self):
        name = "  string name = 1;"
        self.expect("field standpoint.v1.Thing 1 was: name string; is: name bytes", name, "  bytes name = 1;")
        self.expect("is: title string", name, "  string title = 1;")
        self.expect("is: name string repeated", name, "  repeated string name = 1;")
        self.expect("is: name string optional", name, "  optional string name = 1;")
        self.expect("is: facts map<string, string>", "map<string, int64>", "map<string, string>")
        self.expect("is: score float", "optional float score", "float score")
        self.expect('reserve 1 and "name"', name, "")
        self.expect('reserve 1 and "name"', name, "  string name = 11;")

    def test_oneof_changes(self):
        self.expect("was: body bytes oneof which", "    bytes body = 4;\n  }", "  }\n  bytes body = 4;")

    def test_removal_with_reservation(self):
        self.assertEqual(self.broken("  string name = 1;", '  reserved 1;\n  reserved "name";'), [])
        self.expect('reserve "name"', "  string name = 1;", "  reserved 1;")
        author = "  HOLDER_KIND_AUTHOR = 1;"
        self.expect('reserve 1 and "HOLDER_KIND_AUTHOR"', author, "")
        self.assertEqual(self.broken(author, '  reserved 1;\n  reserved "HOLDER_KIND_AUTHOR";'), [])

    def test_reservation_stays(self):
        before = CLEAN.replace("  string name = 1;", '  reserved 1;\n  reserved "name";')
        self.assertEqual(len(self.broken('  reserved 1;\n  reserved "name";', "", before=before)), 2)

    def test_enum_values(self):
        self.expect("was: HOLDER_KIND_AUTHOR; is: HOLDER_KIND_WRITER", "HOLDER_KIND_AUTHOR", "HOLDER_KIND_WRITER")

    def test_whole_declarations(self):
        gone = self.broken("// Request.\nmessage GetThingRequest {\n  // Its name.\n  string name = 1;\n}\n", "message Other {}\n",
                           before=CLEAN.replace("GetThing(GetThingRequest)", "GetThing(Thing)"))
        self.assertEqual(gone, ["message standpoint.v1.GetThingRequest is gone"])

    def test_calls(self):
        self.expect("rpc standpoint.v1.ThingService.GetThing is gone", "  rpc GetThing(GetThingRequest) returns (Thing);", "")
        self.expect("is: standpoint.v1.ListThingsRequest -> standpoint.v1.ListThingsResponse", "stream List", "List")
        self.expect("-> standpoint.v1.GetThingRequest", "returns (Thing)", "returns (GetThingRequest)")


if __name__ == "__main__":
    unittest.main()
