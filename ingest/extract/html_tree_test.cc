#include "ingest/extract/html_tree.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

std::string Repeat(absl::string_view piece, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) {
    absl::StrAppend(&all, piece);
  }
  return all;
}

std::string ReasonOf(const std::string& html) {
  const absl::Time start = absl::Now();
  const std::string reason = ErrorReason(HtmlTree::Parse(html).status());
  EXPECT_LT(absl::Now() - start, absl::Seconds(30));  // of wall clock, on a busy machine
  return reason;
}

TEST(HtmlTreeTest, ParsesPages) {
  const auto tree = HtmlTree::Parse("<html><body><p class=x>Text<p>More");
  ASSERT_TRUE(tree.ok()) << tree.status();
  int paragraphs = 0;
  std::string css_class;
  VisitNodes((*tree)->root(), [&](const GumboNode* node, int) {
    if (IsElement(node, GUMBO_TAG_P)) {
      css_class = std::string(Attribute(node, "class")) + css_class;
      ++paragraphs;
    }
    return true;
  });
  EXPECT_EQ(paragraphs, 2);
  EXPECT_EQ(css_class, "x");
}

TEST(HtmlTreeTest, DepthIsBounded) {
  EXPECT_EQ(ReasonOf(Repeat("<div>", 400)), "");
  EXPECT_EQ(ReasonOf(Repeat("<div>", 600)), "DOCUMENT_TOO_DEEP");
  EXPECT_EQ(ReasonOf(Repeat("<div>", 100'000)), "DOCUMENT_TOO_DEEP");
  EXPECT_EQ(ReasonOf(Repeat("<div>", 600) + Repeat("</div>", 600)), "DOCUMENT_TOO_DEEP");
}

TEST(HtmlTreeTest, ManySiblingsAreNotDeep) {
  EXPECT_EQ(ReasonOf(Repeat("<p>x", 50'000)), "");
  EXPECT_EQ(ReasonOf(Repeat("<ul><li>x</ul>", 20'000)), "");
  EXPECT_EQ(ReasonOf("<script>" + Repeat("<div>", 10'000) + "</script><!--" +
                     Repeat("<div>", 10'000) + "--><p>x"),
            "");
}

// Each hides its depth from the first count, or grows without depth.
TEST(HtmlTreeTest, HostilePagesAreRefusedInTime) {
  EXPECT_NE(ReasonOf(Repeat("<div></x>", 100'000)), "");
  EXPECT_NE(ReasonOf(Repeat("<div><!--</div>-->", 100'000)), "");
  EXPECT_NE(ReasonOf(Repeat("<a></x>", 10) + Repeat("<span></x>", 100'000) + "<frameset>"), "");
  EXPECT_NE(ReasonOf(Repeat("<b></x><p>", 100'000)), "");
  std::string formatting;
  for (int i = 0; i < 60'000; ++i) {
    absl::StrAppend(&formatting, "<p><font size=", i, "></x>x");
  }
  EXPECT_NE(ReasonOf(formatting), "");
  EXPECT_NE(ReasonOf(Repeat("<table>", 100'000)), "");
  EXPECT_NE(ReasonOf(Repeat("<svg></x>", 100'000)), "");
}

}  // namespace
}  // namespace standpoint
