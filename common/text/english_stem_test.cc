#include "common/text/english_stem.h"

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(EnglishStemTest, WordsOfAFamilyHaveOneStem) {
  EXPECT_EQ(EnglishStem("controls"), "control");
  EXPECT_EQ(EnglishStem("controlled"), "control");
  EXPECT_EQ(EnglishStem("controlling"), "control");
  EXPECT_EQ(EnglishStem("charges"), EnglishStem("charged"));
}

TEST(EnglishStemTest, WhatIsNoEnglishWordStaysAsItIs) {
  EXPECT_EQ(EnglishStem(""), "");
  EXPECT_EQ(EnglishStem("42"), "42");
  EXPECT_EQ(EnglishStem("\xE2\x82\xAC"), "\xE2\x82\xAC");
}

}  // namespace
}  // namespace standpoint
