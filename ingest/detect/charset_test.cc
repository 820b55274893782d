#include "ingest/detect/charset.h"

#include <string>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(CanonicalCharsetTest, LabelsMeanWhatTheyMeanOnTheWeb) {
  EXPECT_EQ(CanonicalCharset("utf8"), "UTF-8");
  EXPECT_EQ(CanonicalCharset(" ISO-8859-1 "), "windows-1252");
  EXPECT_EQ(CanonicalCharset("latin2"), "ISO-8859-2");
  EXPECT_EQ(CanonicalCharset("gb2312"), "GB18030");
  EXPECT_EQ(CanonicalCharset("Windows-1251"), "windows-1251");
  for (const char* bad : {"", "utf-7", "no-such-set", "SCSU", "utf-32", "ebcdic-cp-us"}) {
    EXPECT_EQ(CanonicalCharset(bad), std::nullopt) << bad;
  }
}

TEST(CharsetTest, Marks) {
  EXPECT_EQ(CharsetOfMark("\xEF\xBB\xBFx")->name, "UTF-8");
  EXPECT_EQ(CharsetOfMark(absl::string_view("\xFF\xFEx\0", 4))->name, "UTF-16LE");
  EXPECT_EQ(CharsetOfMark("\xFE\xFF")->mark_size, 2u);
  EXPECT_EQ(CharsetOfMark("\xEF\xBB").has_value(), false);
}

TEST(CharsetTest, Zeros) {
  EXPECT_EQ(CharsetOfZeros(absl::string_view("H\0e\0l\0l\0o\0", 10))->name, "UTF-16LE");
  EXPECT_EQ(CharsetOfZeros(absl::string_view("\0H\0e\0l\0l\0o", 10))->name, "UTF-16BE");
  EXPECT_EQ(CharsetOfZeros("Hello there").has_value(), false);
  EXPECT_EQ(CharsetOfZeros(std::string(100, 0)).has_value(), false);
}

TEST(CharsetTest, HtmlNamesItsOwn) {
  EXPECT_EQ(CharsetOfHtml("<html><meta charset=\"windows-1251\">")->name, "windows-1251");
  EXPECT_EQ(CharsetOfHtml("<META http-equiv=x content='text/html; charset=koi8-r'>")->name,
            "KOI8-R");
  EXPECT_EQ(CharsetOfHtml("<?xml version='1.0' encoding='x' charset=big5 ?>")->name, "Big5");
  EXPECT_EQ(CharsetOfHtml("<meta charset=utf-16>")->name, "UTF-8");
  EXPECT_FALSE(CharsetOfHtml("<meta charset=utf-8>")->certain);
  for (const char* none :
       {"", "<meta name=charset content=x>", "<!-- <meta charset=big5> -->",
        "<!-- <meta charset=big5>", "<meta charset=unknown>", "<meta charset=", "<"}) {
    EXPECT_FALSE(CharsetOfHtml(none).has_value()) << none;
  }
}

TEST(CharsetTest, Guesses) {
  EXPECT_EQ(GuessCharset("plain").name, "UTF-8");
  EXPECT_EQ(GuessCharset("caf\xC3\xA9").name, "UTF-8");
  EXPECT_EQ(
      GuessCharset(
          "\xF0\xD2\xC1\xD7\xC9\xD4\xC5\xCC\xD8\xD3\xD4\xD7\xCF \xCF\xD4\xD7\xC5\xD2\xC7\xCC\xCF "
          "\xD0\xD2\xC5\xC4\xCC\xCF\xD6\xC5\xCE\xC9\xC5 \xCF\xD0\xD0\xCF\xDA\xC9\xC3\xC9\xC9")
          .name,
      "KOI8-R");
  EXPECT_FALSE(GuessCharset("\x81\x8D").certain);
}

}  // namespace
}  // namespace standpoint
