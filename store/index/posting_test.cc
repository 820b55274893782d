#include "store/index/posting.h"

#include <random>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

google::protobuf::Timestamp Time(int64_t seconds, int32_t nanos = 0) {
  google::protobuf::Timestamp time;
  time.set_seconds(seconds);
  time.set_nanos(nanos);
  return time;
}

std::string RandomTerm(std::mt19937_64& random) {
  std::string term(random() % 4, '\0');
  for (char& c : term) {
    c = "\0\x01\xFF"
        "ab"[random() % 5];
  }
  return term;
}

TEST(PostingTest, TimesKeepTheirOrder) {
  std::mt19937_64 random(3);
  std::uniform_int_distribution<int64_t> seconds(-62135596800, 253402300799);
  for (int i = 0; i < 10000; ++i) {
    const auto a = Time(seconds(random), random() % 1'000'000 * 1000);
    const auto b =
        i % 2 == 0 ? Time(seconds(random)) : Time(a.seconds(), random() % 1'000'000 * 1000);
    EXPECT_EQ(std::make_pair(a.seconds(), a.nanos()) < std::make_pair(b.seconds(), b.nanos()),
              RankOf(a) < RankOf(b));
    EXPECT_LT(RankOf(a), kUndated);
  }
}

// Keys are ordered as (corpus, kind, term, time, ref) is.
TEST(PostingTest, KeysAreOrderedLikeTheirParts) {
  std::mt19937_64 random(4);
  using Parts = std::tuple<std::string, char, std::string, TimeRank, std::string>;
  const auto make = [&random] {
    return Parts(random() % 2 == 0 ? "a" : "ab", "SX"[random() % 2], RandomTerm(random),
                 random() % 3 == 0 ? kUndated : random() % 3,
                 MakeDocumentRef(std::to_string(random() % 3)).bytes);
  };
  const auto key = [](const Parts& p) {
    return PostingKey(
        PostingPrefix(std::get<0>(p), static_cast<IndexKind>(std::get<1>(p)), std::get<2>(p)),
        {std::get<3>(p), {std::get<4>(p)}});
  };
  for (int i = 0; i < 20000; ++i) {
    const Parts a = make();
    const Parts b = make();
    ASSERT_EQ(a < b, key(a) < key(b));
    PostingPosition position;
    ASSERT_TRUE(ParsePosition(key(a), &position));
    EXPECT_EQ(position, (PostingPosition{std::get<3>(a), {std::get<4>(a)}}));
    std::string corpus;
    IndexKind kind;
    std::string term;
    ASSERT_TRUE(ParsePostingPrefix(key(a), &corpus, &kind, &term));
    EXPECT_EQ(Parts(corpus, static_cast<char>(kind), term, position.time, position.ref.bytes), a);
  }
}

TEST(PostingTest, ARangeHoldsItsTimesAlone) {
  const std::string prefix = PostingPrefix("a", IndexKind::kDocumentBySource, "x");
  const DocumentRef ref = MakeDocumentRef("d");
  const auto inside = [&](TimeRank time, TimeRank first, TimeRank last) {
    const KeyRange range = PostingRange(prefix, first, last);
    const std::string key = PostingKey(prefix, {time, ref});
    return key >= range.begin && key < range.end;
  };
  EXPECT_TRUE(inside(5, 5, 5));
  EXPECT_FALSE(inside(4, 5, 9));
  EXPECT_TRUE(inside(9, 5, 9));
  EXPECT_FALSE(inside(10, 5, 9));
  EXPECT_TRUE(inside(kUndated, 0, kUndated));
  EXPECT_FALSE(inside(kUndated, 0, kUndated - 1));
}

}  // namespace
}  // namespace standpoint
