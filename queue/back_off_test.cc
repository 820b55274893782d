#include "queue/back_off.h"

#include <set>

#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(BackOffTest, DoublesFromTheInitialToTheCap) {
  const BackOffOptions options;
  double expected = 1.0;
  for (int attempts = 1; attempts <= 20; ++attempts) {
    for (uint64_t id = 0; id < 100; ++id) {
      const double seconds = absl::ToDoubleSeconds(BackOff(options, attempts, id));
      EXPECT_LE(seconds, expected);
      EXPECT_GE(seconds, expected * 0.8 - 1e-6);
    }
    expected = std::min(expected * 2, 300.0);
  }
}

TEST(BackOffTest, SpreadsItemsAndRepeatsItself) {
  const BackOffOptions options;
  std::set<absl::Duration> different;
  for (uint64_t id = 0; id < 100; ++id) {
    EXPECT_EQ(BackOff(options, 3, id), BackOff(options, 3, id));
    different.insert(BackOff(options, 3, id));
  }
  EXPECT_GT(different.size(), 95u);
}

TEST(BackOffTest, HugeAttemptCountsStayAtTheCap) {
  EXPECT_LE(BackOff({}, 1'000'000, 1), absl::Minutes(5));
  EXPECT_GE(BackOff({}, 1'000'000, 1), absl::Minutes(4));
}

}  // namespace
}  // namespace standpoint
