#include "ingest/detect/detect.h"

#include <string>

#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "ingest/detect/media_type.h"

namespace standpoint {
namespace {

TEST(MediaTypeTest, HtmlIsToldFromItsBeginning) {
  for (const char* html : {"<!DOCTYPE html><html>", "\n <HTML lang=en>", "<p>x", "<!-- a -->",
                           "<h1>x", "<?xml version='1.0'?><html xmlns='x'>", "<article\n>"}) {
    EXPECT_EQ(TextMediaType(html), "text/html") << html;
  }
  for (const char* plain : {"", "text", "<3 this", "a <p>", "<abbr>", "< p>"}) {
    EXPECT_EQ(TextMediaType(plain), "text/plain") << plain;
  }
  EXPECT_EQ(TextMediaType("<?xml version='1.0'?><rss>"), "application/xml");
}

TEST(DetectTest, BinaryIsRefusedWhateverWasDeclared) {
  const absl::string_view binaries[] = {"%PDF-1.7",
                                        "PK\x03\x04zip",
                                        "\x89PNG\r\n\x1A\n",
                                        "\x7F"
                                        "ELF\x02",
                                        "\xFF\xD8\xFF\xE0",
                                        "{\\rtf1",
                                        absl::string_view("a\0b\0\0\0c", 7)};
  for (const absl::string_view binary : binaries) {
    for (const char* declared : {"", "text/plain", "text/html"}) {
      const absl::Status status = Detect(binary, declared, "").status();
      EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
      EXPECT_EQ(ErrorReason(status), "UNSUPPORTED_MEDIA_TYPE") << binary;
    }
  }
  EXPECT_EQ(ErrorReason(Detect("<?xml version='1.0'?><rss/>", "", "").status()),
            "UNSUPPORTED_MEDIA_TYPE");
}

TEST(DetectTest, TheOrderOfWitnesses) {
  EXPECT_EQ(Detect("\xEF\xBB\xBF<p>", "", "windows-1252")->charset.name, "UTF-8");
  EXPECT_EQ(Detect("<meta charset=koi8-r>", "text/html", "big5")->charset.name, "Big5");
  EXPECT_EQ(Detect("<head><meta charset=koi8-r>", "", "")->charset.name, "KOI8-R");
  EXPECT_EQ(Detect("<meta charset=koi8-r>", "text/plain", "")->charset.name, "UTF-8");
  EXPECT_EQ(Detect("x", "", "")->media_type, "text/plain");
}

TEST(DetectTest, Utf16IsSeenThrough) {
  std::string wide;
  for (const char c : std::string("<html><p>Hello")) {
    wide += c;
    wide += '\0';
  }
  const auto detection = Detect(wide, "", "");
  ASSERT_TRUE(detection.ok()) << detection.status();
  EXPECT_EQ(detection->charset.name, "UTF-16LE");
  EXPECT_EQ(detection->media_type, "text/html");
}

TEST(DetectTest, UnknownCharsetIsNamed) {
  const absl::Status status = Detect("x", "", "klingon").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ErrorReason(status), "INVALID_FIELD");
}

}  // namespace
}  // namespace standpoint
