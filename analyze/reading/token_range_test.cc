#include "analyze/reading/tagged_text.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

void ExpectJoined(TokenRange a, TokenRange b, TokenRange whole) {
  for (const TokenRange joined : {Joined(a, b), Joined(b, a)}) {
    EXPECT_EQ(joined.first, whole.first);
    EXPECT_EQ(joined.last, whole.last);
  }
}

TEST(TokenRangeTest, JoinedHasBothAndWhatLiesBetween) {
  ExpectJoined({2, 4}, {7, 9}, {2, 9});
  ExpectJoined({2, 7}, {4, 9}, {2, 9});
  ExpectJoined({2, 9}, {4, 5}, {2, 9});
}

TEST(TokenRangeTest, JoinedIsNotWidenedByAnEmptyOne) {
  ExpectJoined({5, 6}, {}, {5, 6});
  ExpectJoined({5, 6}, {9, 9}, {5, 6});
  EXPECT_TRUE(Joined({}, {}).empty());
}

}  // namespace
}  // namespace standpoint
