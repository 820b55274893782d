#include "queue/rocksdb/work_index.h"

#include <vector>

#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1'000'000);

absl::Time At(int seconds) { return kStart + absl::Seconds(seconds); }

WorkEntry Entry(int second, uint32_t size_bytes = 10, uint32_t attempts = 0) {
  return {absl::ToUnixMicros(At(second)), size_bytes, attempts};
}

std::vector<uint64_t> Sequences(const std::vector<HeldWork>& work) {
  std::vector<uint64_t> sequences;
  for (const HeldWork& held : work) {
    sequences.push_back(held.sequence);
  }
  return sequences;
}

using Numbers = std::vector<uint64_t>;

TEST(WorkIndexTest, TakesBySequenceAndCountsTheAttempt) {
  WorkIndex index;
  for (const uint64_t sequence : {5, 3, 4}) {
    index.Insert(sequence, Entry(static_cast<int>(sequence)));
  }
  const auto taken = index.Take(2, 1000);
  EXPECT_EQ(Sequences(taken), Numbers({3, 4}));
  EXPECT_EQ(taken[0].entry.attempts, 1u);
  EXPECT_NE(taken[0].lease_number, taken[1].lease_number);
  EXPECT_EQ(index.waiting(), 1);
  EXPECT_EQ(index.held(), 2);
  EXPECT_EQ(index.size_bytes(), 30);
}

TEST(WorkIndexTest, TakesAtMostTheBytesButAlwaysOne) {
  WorkIndex index;
  index.Insert(1, Entry(1, 100));
  index.Insert(2, Entry(2, 20));
  index.Insert(3, Entry(3, 30));
  index.Insert(4, Entry(4, 1));
  EXPECT_EQ(Sequences(index.Take(10, 50)), Numbers({1}));
  EXPECT_EQ(Sequences(index.Take(10, 50)), Numbers({2, 3}));
  EXPECT_EQ(Sequences(index.Take(0, 50)), Numbers());
}

TEST(WorkIndexTest, ABusyItemCannotBeGrabbed) {
  WorkIndex index;
  index.Insert(1, Entry(1));
  const HeldWork work = index.Take(1, 1000)[0];
  EXPECT_FALSE(index.Grab(1, work.lease_number).has_value());
  index.Arm(1, At(10));
  EXPECT_FALSE(index.Grab(1, work.lease_number + 1).has_value());
  EXPECT_FALSE(index.Grab(2, work.lease_number).has_value());
  const auto grabbed = index.Grab(1, work.lease_number);
  ASSERT_TRUE(grabbed.has_value());
  EXPECT_EQ(grabbed->expire, At(10));
  EXPECT_FALSE(index.Grab(1, work.lease_number).has_value());
  EXPECT_EQ(index.NextEvent(), absl::InfiniteFuture());  // busy items do not expire
  index.Remove(1);
  EXPECT_EQ(index.held(), 0);
  EXPECT_EQ(index.size_bytes(), 0);
}

TEST(WorkIndexTest, AdvanceEndsLeasesAndRests) {
  WorkIndex index;
  index.Insert(1, Entry(1));
  index.Insert(2, Entry(2, 10, /*attempts=*/2));
  index.Insert(3, Entry(3), At(20));
  for (const HeldWork& work : index.Take(10, 1000)) {
    index.Arm(work.sequence, At(10));
  }
  EXPECT_EQ(index.NextEvent(), At(10));
  EXPECT_TRUE(index.Advance(At(9), 3).empty());
  EXPECT_FALSE(index.HasReady());
  EXPECT_EQ(Sequences(index.Advance(At(10), 3)), Numbers({2}));  // its third attempt is used up
  EXPECT_TRUE(index.HasReady());
  EXPECT_EQ(index.NextEvent(), At(20));
  EXPECT_TRUE(index.Advance(At(20), 3).empty());
  const auto taken = index.Take(10, 1000);
  EXPECT_EQ(Sequences(taken), Numbers({1, 3}));
  EXPECT_EQ(taken[0].entry.attempts, 2u);
}

TEST(WorkIndexTest, RequeuedItemsAreReadyOrResting) {
  WorkIndex index;
  index.Insert(1, Entry(1));
  index.Insert(2, Entry(2));
  index.Take(2, 1000);
  index.Requeue(1, 0);
  index.Requeue(2, 1, At(5));
  EXPECT_EQ(index.waiting(), 2);
  EXPECT_EQ(index.size_bytes(), 20);
  EXPECT_EQ(Sequences(index.Take(2, 1000)), Numbers({1}));
  index.Advance(At(5), 3);
  EXPECT_EQ(Sequences(index.Take(2, 1000)), Numbers({2}));
}

TEST(WorkIndexTest, TheOldestIsFoundWhereverItIs) {
  WorkIndex index;
  EXPECT_EQ(index.OldestEnqueueTime(), absl::InfiniteFuture());
  for (int i = 1; i <= 3; ++i) {
    index.Insert(static_cast<uint64_t>(i), Entry(i));
  }
  EXPECT_EQ(index.OldestEnqueueTime(), At(1));
  index.Take(1, 1000);
  EXPECT_EQ(index.OldestEnqueueTime(), At(1));
  index.Requeue(1, 1, At(100));
  EXPECT_EQ(index.OldestEnqueueTime(), At(1));
  index.Advance(At(100), 3);
  index.Take(1, 1000);
  index.Remove(1);
  EXPECT_EQ(index.OldestEnqueueTime(), At(2));
}

}  // namespace
}  // namespace standpoint
