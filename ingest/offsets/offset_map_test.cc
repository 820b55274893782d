#include "ingest/offsets/offset_map.h"

#include <random>
#include <set>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(OffsetMapBuilderTest, JoinsOneToOnePieces) {
  OffsetMapBuilder builder;
  builder.Append(3, 0, 3, false);
  builder.Append(1, 3, 1, true);
  builder.Append(4, 5, 4, false);  // a byte was dropped
  EXPECT_EQ(std::move(builder).Build(), (OffsetMap{{0, 4, 0, 4}, {4, 8, 5, 9}}));
}

TEST(OffsetMapBuilderTest, JoinsUnequalPiecesUpToABlank) {
  OffsetMapBuilder builder;
  builder.Append(2, 0, 1, false);
  builder.Append(2, 1, 1, false);
  builder.Append(1, 2, 1, true);
  builder.Append(2, 3, 1, false);
  EXPECT_EQ(std::move(builder).Build(), (OffsetMap{{0, 5, 0, 3}, {5, 7, 3, 4}}));
}

TEST(OffsetMapBuilderTest, NeverJoinsToEqualLengthByChance) {
  OffsetMapBuilder builder;
  builder.Append(3, 0, 2, false);  // a euro sign in UTF-16
  builder.Append(1, 2, 2, false);  // a letter
  EXPECT_EQ(std::move(builder).Build(), (OffsetMap{{0, 3, 0, 2}, {3, 4, 2, 4}}));
}

TEST(OffsetMapBuilderTest, TruncateTakesBack) {
  OffsetMapBuilder builder;
  builder.Append(5, 0, 5, false);
  builder.Skip(2);
  builder.Truncate(4);
  EXPECT_EQ(builder.text_size(), 3);
  EXPECT_EQ(std::move(builder).Build(), (OffsetMap{{0, 3, 0, 3}}));
}

TEST(OffsetMapTest, IdentityIsRecognised) {
  EXPECT_TRUE(IsIdentity(IdentityMap(7), 7, 7));
  EXPECT_FALSE(IsIdentity(IdentityMap(7), 7, 8));
  EXPECT_TRUE(IsIdentity(IdentityMap(0), 0, 0));
}

// The original bytes that byte `i` of the text came from, by the definition of a run.
std::set<int32_t> Origins(const OffsetMap& map, int32_t i) {
  std::set<int32_t> origins;
  for (const OffsetRun& run : map) {
    if (i < run.text_begin || i >= run.text_end) {
      continue;
    }
    for (int32_t o = run.original_begin; o < run.original_end; ++o) {
      if (!run.one_to_one() || o - run.original_begin == i - run.text_begin) {
        origins.insert(o);
      }
    }
  }
  return origins;
}

OffsetMap RandomMap(std::mt19937& random, int32_t* text_size, int32_t original_size) {
  OffsetMapBuilder builder;
  for (int32_t original = 0; original < original_size;) {
    const int32_t taken = 1 + random() % 4;
    if (original + taken > original_size) {
      break;
    }
    switch (random() % 4) {
      case 0:
        builder.Skip(1 + random() % 2);
        break;
      case 1:
        builder.Append(1 + random() % 3, original, taken, random() % 4 == 0);
        break;
      default:
        builder.Append(taken, original, taken, random() % 4 == 0);
    }
    original += taken;
  }
  *text_size = builder.text_size();
  return std::move(builder).Build();
}

TEST(OffsetMapTest, ComposeAgreesWithFollowingEachByte) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    int32_t middle_size = 0;
    int32_t text_size = 0;
    const OffsetMap inner = RandomMap(random, &middle_size, 20);
    const OffsetMap outer = RandomMap(random, &text_size, middle_size);
    const OffsetMap composed = Compose(outer, inner);
    for (int32_t i = 0; i < text_size; ++i) {
      std::set<int32_t> expected;
      for (const int32_t m : Origins(outer, i)) {
        expected.merge(Origins(inner, m));
      }
      const std::set<int32_t> actual = Origins(composed, i);
      // Originals that are apart are reported as one stretch, so more may be there, never less.
      EXPECT_TRUE(std::includes(actual.begin(), actual.end(), expected.begin(), expected.end()));
    }
  }
}

TEST(OffsetMapTest, CoarsenKeepsEveryByteCovered) {
  std::mt19937 random(8);
  int32_t text_size = 0;
  const OffsetMap map = RandomMap(random, &text_size, 1000);
  const OffsetMap coarse = Coarsen(map, 20);
  EXPECT_LE(coarse.size(), 20u);
  for (int32_t i = 0; i < text_size; ++i) {
    const std::set<int32_t> fine = Origins(map, i);
    const std::set<int32_t> wide = Origins(coarse, i);
    EXPECT_TRUE(std::includes(wide.begin(), wide.end(), fine.begin(), fine.end()));
  }
}

}  // namespace
}  // namespace standpoint
