#include <cstdint>

#include "analyze/language/syntax.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
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

TEST(TokenRangeTest, TokensAreTheWordsThatBeginInTheBytes) {
  Syntax syntax;
  for (const uint32_t begin : {0u, 4u, 9u}) {  // "the long road"
    syntax.segments.words.push_back({begin, begin + 4, begin > 0, false});
  }
  const Tagging tagging;
  const TaggedText text("the long road", syntax, tagging);
  const auto expect = [&text](uint32_t begin, uint32_t end, TokenRange words) {
    EXPECT_EQ(text.Tokens(begin, end).first, words.first) << begin << " to " << end;
    EXPECT_EQ(text.Tokens(begin, end).last, words.last) << begin << " to " << end;
  };
  expect(0, 13, {0, 3});
  expect(4, 8, {1, 2});
  expect(1, 9, {1, 2});
  expect(9, 100, {2, 3});
  EXPECT_TRUE(text.Tokens(4, 4).empty());
  EXPECT_TRUE(text.Tokens(9, 4).empty());
}

}  // namespace
}  // namespace standpoint
