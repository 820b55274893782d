#include "ingest/extract/source_alignment.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// The pieces, as "decoded<source" joined by '|'.
std::string Pieces(absl::string_view decoded, absl::string_view source) {
  std::string pieces;
  AlignToSource(decoded, source, [&](absl::string_view piece, size_t begin, size_t size) {
    absl::StrAppend(&pieces, pieces.empty() ? "" : "|", piece, "<", source.substr(begin, size));
  });
  return pieces;
}

TEST(AlignToSourceTest, SameBytes) { EXPECT_EQ(Pieces("a b", "a b"), "a b<a b"); }

TEST(AlignToSourceTest, References) {
  EXPECT_EQ(Pieces("a & b", "a &amp; b"), "a <a |&<&amp;| b< b");
  EXPECT_EQ(Pieces("&amp;", "&amp;amp;"), "&<&amp;|amp;<amp;");
  EXPECT_EQ(Pieces("A\xE2\x80\x94"
                   "B",
                   "A&mdash;B"),
            "A<A|\xE2\x80\x94<&mdash;|B<B");
  EXPECT_EQ(Pieces("AB.", "&#65;&#x42;."), "A<&#65;|B<&#x42;|.<.");
  EXPECT_EQ(Pieces("A.", "&#65."), "A<&#65|.<.");
  EXPECT_EQ(Pieces("\xC2\xACit;", "&notit;"), "\xC2\xAC<&not|it;<it;");
  EXPECT_EQ(Pieces("&&", "&lt;&lt;").find("&<&") != std::string::npos,
            true);  // not decoded: literal
}

TEST(AlignToSourceTest, LiteralAmpersands) {
  EXPECT_EQ(Pieces("AT&T", "AT&T"), "AT<AT|&<&|T<T");
  EXPECT_EQ(Pieces("&unknown;", "&unknown;"), "&<&|unknown;<unknown;");
}

TEST(AlignToSourceTest, LineEndsAndIgnoredTags) {
  EXPECT_EQ(Pieces("a\nb", "a\r\nb"), "a<a|\n<\r\n|b<b");
  EXPECT_EQ(Pieces("ab", "a</x>b"), "a<a|b<b");
}

TEST(AlignToSourceTest, WhatCannotBeFollowedIsOnePiece) {
  EXPECT_EQ(Pieces("abXYZ", "ab--"), "ab<ab|XYZ<--");
  EXPECT_EQ(Pieces("ab", ""), "ab<");
}

}  // namespace
}  // namespace standpoint
