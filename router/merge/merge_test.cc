// Lists that were cut into parts come out as they were, wherever parts end early.

#include <algorithm>
#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "router/merge/corpus_shares.h"
#include "router/merge/merge_heads.h"

namespace standpoint {
namespace {

// What a shard gives of its list from behind `after`: up to `page_size`, but sometimes less.
PlacedPart<int> PartOf(const std::vector<int>& list, int after, size_t page_size,
                       std::mt19937& random) {
  auto from = std::upper_bound(list.begin(), list.end(), after);
  const auto left = static_cast<size_t>(list.end() - from);
  size_t size = std::min(page_size, left);
  PlacedPart<int> part;
  const bool ends_early = random() % 3 == 0;
  if (ends_early) {
    size = random() % (size + 1);
  }
  part.places.assign(from, from + static_cast<std::ptrdiff_t>(size));
  if (size < left) {
    // A list may have passed over some that did not match.
    const int next = *(from + static_cast<std::ptrdiff_t>(size));
    part.more_behind = size == page_size || !ends_early ? part.places.back() : next - 1;
  }
  return part;
}

TEST(MergeHeadsTest, PagesOfPartsAreTheWholeList) {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::vector<int>> shards(1 + random() % 4);
    std::vector<int> all;
    for (int n = 0, place = 0; n < 40; ++n) {
      place += 1 + static_cast<int>(random() % 3);
      shards[random() % shards.size()].push_back(place);
      all.push_back(place);
    }
    std::vector<int> merged;
    int after = 0;
    const size_t page_size = 1 + random() % 7;
    for (int pages = 0; pages < 1000; ++pages) {
      std::vector<PlacedPart<int>> parts;
      for (const std::vector<int>& shard : shards) {
        parts.push_back(PartOf(shard, after, page_size, random));
      }
      const size_t before = merged.size();
      const auto next = MergeHeads<int>(
          parts, page_size, [](int a, int b) { return a < b; },
          [&](size_t part, size_t item) { merged.push_back(parts[part].places[item]); });
      EXPECT_LE(merged.size() - before, page_size);
      if (!next) {
        break;
      }
      after = *next;
    }
    ASSERT_EQ(merged, all);
  }
}

TEST(MergeHeadsTest, NothingIsTheEnd) {
  const std::vector<PlacedPart<int>> parts(3);
  EXPECT_FALSE(MergeHeads<int>(
      parts, 5, [](int a, int b) { return a < b; }, [](size_t, size_t) { FAIL(); }));
}

TEST(CorpusSharesTest, TheShareIsOfWhatWasLastKnown) {
  CorpusShares counts;
  EXPECT_FLOAT_EQ(counts.ShareWithout("news", {1}, 4), 0.75F) << "nobody has told anything";
  counts.Note("news", 0, 3, 60);
  counts.Note("news", 1, 3, 20);
  EXPECT_FLOAT_EQ(counts.ShareWithout("news", {2}, 3), 80.0F / 120) << "as large as the others";
  counts.Note("news", 2, 3, 20);
  EXPECT_FLOAT_EQ(counts.ShareWithout("news", {2}, 3), 0.8F);
  EXPECT_FLOAT_EQ(counts.ShareWithout("news", {0}, 3), 0.4F);
  counts.Note("other", 0, 3, 0);
  counts.Note("other", 1, 3, 100);
  counts.Note("other", 2, 3, 0);
  EXPECT_FLOAT_EQ(counts.ShareWithout("other", {0, 2}, 3), 1.0F);
  EXPECT_FLOAT_EQ(counts.ShareWithout("", {1}, 3), 0.4F) << "80 of 200";
  EXPECT_FLOAT_EQ(counts.ShareWithout("news", {0}, 2), 0.5F) << "of another topology";
}

}  // namespace
}  // namespace standpoint
