#include "store/query/pace.h"

#include "absl/time/time.h"
#include "common/time/clock.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(PaceTest, LeavesTwiceTheTimeOfTheSlowestStep) {
  FakeClock clock;
  Pace pace(clock.Now() + absl::Seconds(10), clock);
  EXPECT_TRUE(pace.HasTime()) << "no step was taken yet";
  clock.Advance(absl::Seconds(3));
  EXPECT_TRUE(pace.HasTime()) << "7 s are left, 6 are wanted";
  clock.Advance(absl::Milliseconds(999));
  EXPECT_TRUE(pace.HasTime()) << "the slowest step counts, not the last one";
  clock.Advance(absl::Milliseconds(1));
  EXPECT_FALSE(pace.HasTime()) << "6 s are left, more than 6 are wanted";
}

TEST(PaceTest, HasAllTimeWithoutADeadlineAndNoneBehindIt) {
  FakeClock clock;
  Pace endless(absl::InfiniteFuture(), clock);
  clock.Advance(absl::Hours(1));
  EXPECT_TRUE(endless.HasTime());
  EXPECT_FALSE(Pace(clock.Now(), clock).HasTime());
}

}  // namespace
}  // namespace standpoint
