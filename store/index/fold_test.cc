#include "store/index/fold.h"

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(FoldTest, CaseAndSpaceDoNotMatter) {
  EXPECT_EQ(FoldCase("  Harbor\t\nCouncil "), "harbor council");
  EXPECT_EQ(FoldCase("MÜLLER\u00A0 & Söhne"), "müller & söhne");
  EXPECT_EQ(FoldCase("Straße"), FoldCase("STRASSE"));
  EXPECT_EQ(FoldCase(""), "");
  EXPECT_EQ(FoldCase(" \t"), "");
}

TEST(FoldTest, IsIdempotentAndNeverFails) {
  for (const char* text : {"a B", "\xFF\xC3", "ǅungla", "İstanbul", "ﬁn"}) {
    EXPECT_EQ(FoldCase(FoldCase(text)), FoldCase(text)) << text;
  }
}

TEST(FoldTest, WordsAreRunsOfLettersAndDigits) {
  EXPECT_EQ(FoldedWords("The U.S.-led ban (2024) naïve"),
            (std::vector<std::string>{"the", "u", "s", "led", "ban", "2024", "naïve"}));
  EXPECT_TRUE(FoldedWords("— !").empty());
}

}  // namespace
}  // namespace standpoint
