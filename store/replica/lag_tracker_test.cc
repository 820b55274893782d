#include "store/replica/lag_tracker.h"

#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr absl::Duration kSecond = absl::Seconds(1);
const absl::Time kStart = absl::FromUnixSeconds(1'700'000'000);

TEST(LagTrackerTest, ALogThatIsEmptyIsCaughtUp) {
  LagTracker lag;
  lag.Start(0, 0, absl::InfinitePast());
  EXPECT_EQ(lag.Age(kStart), absl::InfiniteDuration());  // nobody said so yet
  lag.Heard(0, {0, 0}, kStart);
  EXPECT_EQ(lag.Age(kStart), absl::ZeroDuration());
  // Something may have come since.
  EXPECT_EQ(lag.Age(kStart + kSecond), kSecond);
}

TEST(LagTrackerTest, ANewReplicaDoesNotKnowItsLagUntilItReads) {
  LagTracker lag;
  lag.Start(0, 0, absl::InfinitePast());
  lag.Heard(0, {0, 100}, kStart);
  EXPECT_EQ(lag.Age(kStart), absl::InfiniteDuration());
  EXPECT_EQ(lag.Of(0, kStart).records, 100);
  lag.Read(0, 0, kStart - absl::Hours(1));
  EXPECT_EQ(lag.Age(kStart), absl::Hours(1));
  lag.Settled(0, 0);
  EXPECT_EQ(lag.Age(kStart), absl::Hours(1));
  EXPECT_EQ(lag.Of(0, kStart).next_offset, 1);
}

TEST(LagTrackerTest, ARestartKnowsTheTimeOfItsLastRecord) {
  LagTracker lag;
  lag.Start(0, 50, kStart - absl::Minutes(5));
  lag.Heard(0, {0, 60}, kStart);
  EXPECT_EQ(lag.Age(kStart), absl::Minutes(5));
}

TEST(LagTrackerTest, ARecordIsNoOlderThanTheLastMomentWithNothingMissing) {
  LagTracker lag;
  lag.Start(0, 50, kStart - absl::Hours(24));
  lag.Heard(0, {0, 50}, kStart);
  lag.Heard(0, {0, 51}, kStart + kSecond);  // came after a day of silence
  EXPECT_EQ(lag.Age(kStart + kSecond), kSecond);
  lag.Read(0, 50, kStart - absl::Hours(9));  // by a clock that is wrong
  EXPECT_EQ(lag.Age(kStart + kSecond), kSecond);
}

TEST(LagTrackerTest, TheOldestUnderWayCountsWhateverIsSettledBehindIt) {
  LagTracker lag;
  lag.Start(0, 0, absl::InfinitePast());
  lag.Heard(0, {0, 3}, kStart);
  for (int offset = 0; offset < 3; ++offset) {
    lag.Read(0, offset, kStart - absl::Seconds(30 - 10 * offset));
  }
  lag.Settled(0, 1);
  EXPECT_EQ(lag.Of(0, kStart).next_offset, 0);
  EXPECT_EQ(lag.Age(kStart), absl::Seconds(30));
  lag.Settled(0, 0);
  EXPECT_EQ(lag.Of(0, kStart).next_offset, 2);
  EXPECT_EQ(lag.Age(kStart), absl::Seconds(10));
}

TEST(LagTrackerTest, OffsetsWithoutRecordsAreNoLag) {
  LagTracker lag;
  lag.Start(0, 0, absl::InfinitePast());
  lag.Read(0, 0, kStart);
  lag.ReadUpTo(0, 2);
  lag.Settled(0, 0);
  lag.Heard(0, {0, 2}, kStart + kSecond);
  EXPECT_EQ(lag.Of(0, kStart + kSecond).records, 0);
  EXPECT_EQ(lag.Age(kStart + kSecond), absl::ZeroDuration());
}

TEST(LagTrackerTest, TheWorstPartitionCounts) {
  LagTracker lag;
  lag.Start(0, 5, absl::InfinitePast());
  lag.Start(1, 5, kStart - absl::Minutes(1));
  lag.Heard(0, {0, 5}, kStart);
  lag.Heard(1, {0, 6}, kStart);
  EXPECT_EQ(lag.Age(kStart), absl::Minutes(1));
}

}  // namespace
}  // namespace standpoint
