#include "analyze/tag/morphology.h"

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(MorphologyTest, EachWordClassIsFoundByItsName) {
  for (int i = 0; i < kUposCount; ++i) {
    const auto upos = static_cast<Upos>(i);
    EXPECT_EQ(UposNamed(UposName(upos)), upos) << UposName(upos);
  }
  EXPECT_EQ(UposName(Upos::kAdj), "ADJ");
  EXPECT_EQ(UposName(Upos::kX), "X");
}

TEST(MorphologyTest, WhatIsNoWordClassIsOther) {
  EXPECT_EQ(UposNamed("_"), Upos::kX);
  EXPECT_EQ(UposNamed("noun"), Upos::kX);
  EXPECT_EQ(UposNamed(""), Upos::kX);
}

}  // namespace
}  // namespace standpoint
