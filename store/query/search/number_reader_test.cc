#include "store/query/search/number_reader.h"

#include <memory>
#include <random>
#include <vector>

#include "absl/strings/str_format.h"
#include "gtest/gtest.h"
#include "store/engine/memory/memory_engine.h"
#include "store/engine/write_batch.h"

namespace standpoint {
namespace {

constexpr uint32_t kBuckets = 3;

// Documents of 1 to 5,000 claims, in several buckets; every eighth is gone again. Returns the numbers of those that are left.
std::vector<uint64_t> GiveNumbers(Engine* engine, std::mt19937_64& random) {
  WriteBatch batch;
  std::vector<uint64_t> numbers;
  uint64_t next = 0;
  for (int i = 0; BucketOf(next) < kBuckets; ++i) {
    const auto count = static_cast<uint32_t>(1 + random() % 5000);
    const uint64_t first = FirstOfRun(next, count);
    next = first + count;
    if (i % 8 == 7) {
      continue;
    }
    batch.Put(Family::kIndex, OwnerKey("news", Space::kClaim, first), absl::StrFormat("%08d", i));
    for (uint32_t at = 0; at < count; ++at) {
      numbers.push_back(first + at);
    }
  }
  EXPECT_TRUE(engine->Write(batch, /*sync=*/false).ok());
  return numbers;
}

TEST(NumberReaderTest, WhatIsKeptNamesTheSameDocumentsAsTheIndex) {
  std::mt19937_64 random(7);
  const auto engine = NewMemoryEngine();
  const std::vector<uint64_t> numbers = GiveNumbers(engine.get(), random);
  const auto snapshot = engine->GetSnapshot();
  for (const size_t room : {size_t{1} << 20, size_t{1}}) {
    BucketOwnersCache known(room);
    for (int round = 0; round < 2; ++round) {
      NumberReader with(*snapshot, "news", Space::kClaim, /*with_terms=*/false, &known);
      NumberReader without(*snapshot, "news", Space::kClaim);
      for (int i = 0; i < 2000; ++i) {
        const uint64_t number = numbers[random() % numbers.size()];
        DocumentRef refs[2];
        uint32_t ordinals[2];
        ASSERT_TRUE(with.Locate(number, &refs[0], &ordinals[0]).ok());
        ASSERT_TRUE(without.Locate(number, &refs[1], &ordinals[1]).ok());
        ASSERT_EQ(refs[0], refs[1]) << number;
        ASSERT_EQ(ordinals[0], ordinals[1]) << number;
      }
    }
  }
}

}  // namespace
}  // namespace standpoint
