#include "analyze/segment/letter_case.h"

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(LetterCaseTest, ACapitalizedWordBeginsWithACapital) {
  EXPECT_TRUE(IsCapitalized("Harbour"));
  EXPECT_TRUE(IsCapitalized("I"));
  EXPECT_FALSE(IsCapitalized("harbour"));
  EXPECT_FALSE(IsCapitalized("\u00c9lys\u00e9e"));
  EXPECT_FALSE(IsCapitalized("2nd"));
  EXPECT_FALSE(IsCapitalized(""));
}

TEST(LetterCaseTest, InitialsAreAFewCapitals) {
  EXPECT_TRUE(IsInitials("EU"));
  EXPECT_TRUE(IsInitials("ABCDEFG"));
  EXPECT_FALSE(IsInitials("ABCDEFGH"));
  EXPECT_FALSE(IsInitials("I"));
  EXPECT_FALSE(IsInitials("MPs"));
  EXPECT_FALSE(IsInitials("U.S."));
  EXPECT_FALSE(IsInitials(""));
}

}  // namespace
}  // namespace standpoint
