#include "bench/simulate/load.h"

#include <gtest/gtest.h>

#include <cmath>

namespace standpoint::simulate {
namespace {

int CountDay(Load& load, double from, double to) {
  int count = 0;
  for (double time = load.NextAfter(0); time < kDay; time = load.NextAfter(time)) {
    count += static_cast<int>(time >= from && time < to);
  }
  return count;
}

TEST(LoadTest, TheDayHasAsManyDocumentsAsAskedFor) {
  Load load({}, 200'000);
  // Four standard deviations of a Poisson number.
  EXPECT_NEAR(CountDay(load, 0, kDay), 200'000, 4 * std::sqrt(200'000));
}

TEST(LoadTest, NoonIsBusierThanMidnight) {
  const Load load({.swing = 0.6, .bursts = 0}, kDay);
  EXPECT_NEAR(load.RateAt(0), 0.4, 0.01);
  EXPECT_NEAR(load.RateAt(kDay / 2), 1.6, 0.01);
  EXPECT_NEAR(load.peak_rate(), 1.6, 0.01);
}

TEST(LoadTest, ABurstBeginsAtOnceAndFades) {
  const Load quiet({.swing = 0, .bursts = 0}, kDay);
  const Load load({.swing = 0, .bursts = 1, .burst_height = 4, .burst_half_life = 100}, kDay);
  double highest = 0;
  double before = 0;
  for (double time = 1; time < kDay && load.RateAt(time) <= load.RateAt(time - 1); ++time) {
    before = time;
  }
  highest = load.RateAt(before + 1);
  EXPECT_GT(highest, 4.5 * quiet.RateAt(0));
  EXPECT_NEAR(load.RateAt(before + 101) - load.RateAt(before), (highest - load.RateAt(before)) / 2,
              0.01 * highest);
}

TEST(LoadTest, TheSameSeedGivesTheSameDay) {
  Load one({.seed = 7}, 1'000);
  Load two({.seed = 7}, 1'000);
  Load other({.seed = 8}, 1'000);
  const double first = one.NextAfter(0);
  EXPECT_EQ(first, two.NextAfter(0));
  EXPECT_NE(first, other.NextAfter(0));
}

}  // namespace
}  // namespace standpoint::simulate
