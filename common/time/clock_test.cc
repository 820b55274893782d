#include "common/time/clock.h"

#include <thread>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(FakeClockTest, StandsStillUntilAdvanced) {
  FakeClock clock(absl::UnixEpoch());
  EXPECT_EQ(clock.Now(), absl::UnixEpoch());
  clock.Advance(absl::Hours(1));
  EXPECT_EQ(clock.Now(), absl::UnixEpoch() + absl::Hours(1));
}

TEST(FakeClockTest, AwaitEndsWhenItsTimeComes) {
  FakeClock clock(absl::UnixEpoch());
  absl::Mutex mu;
  bool never = false;
  bool held = true;
  std::thread waiter([&] {
    absl::MutexLock lock(&mu);
    held = clock.AwaitUntil(mu, absl::Condition(&never), absl::UnixEpoch() + absl::Hours(24));
  });
  clock.Advance(absl::Hours(25));
  waiter.join();
  EXPECT_FALSE(held);
}

TEST(FakeClockTest, AwaitEndsWhenTheConditionHolds) {
  FakeClock clock;
  absl::Mutex mu;
  bool ready = false;
  std::thread setter([&] {
    absl::MutexLock lock(&mu);
    ready = true;
  });
  {
    absl::MutexLock lock(&mu);
    EXPECT_TRUE(clock.AwaitUntil(mu, absl::Condition(&ready), absl::InfiniteFuture()));
  }
  setter.join();
}

}  // namespace
}  // namespace standpoint
