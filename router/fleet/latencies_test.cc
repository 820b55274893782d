#include "router/fleet/latencies.h"

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(HedgingTest, TheDelayIsThe95thPercentileOfTheMethod) {
  Hedging hedging(absl::ZeroDuration(), 0.1);
  EXPECT_EQ(hedging.Begin("List"), absl::InfiniteDuration()) << "nothing is known yet";
  for (int i = 1; i <= 128; ++i) {
    hedging.Answered("List", absl::Milliseconds(i % 10 == 0 ? 500 : 10));
    hedging.Answered("Get", absl::Microseconds(10));
  }
  EXPECT_EQ(hedging.Begin("List"), absl::Milliseconds(500));
  EXPECT_EQ(hedging.Begin("Get"), absl::Milliseconds(1)) << "never less";
  EXPECT_EQ(Hedging(absl::Milliseconds(7), 0.1).Begin("List"), absl::Milliseconds(7));
}

TEST(HedgingTest, SecondCallsAreAShareOfFirstCalls) {
  Hedging hedging(absl::Milliseconds(1), 0.1);
  int hedges = 0;
  for (int i = 0; i < 1000; ++i) {
    hedging.Begin("List");
    hedges += hedging.MayHedge() ? 1 : 0;
  }
  EXPECT_GE(hedges, 99);
  EXPECT_LE(hedges, 102);
  Hedging never(absl::Milliseconds(1), 0);
  EXPECT_EQ(never.Begin("List"), absl::InfiniteDuration());
}

TEST(HedgingTest, WhatWasSavedIsBounded) {
  Hedging hedging(absl::Milliseconds(1), 0.5);
  for (int i = 0; i < 1000; ++i) {
    hedging.Begin("List");
  }
  int hedges = 0;
  while (hedging.MayHedge()) {
    ++hedges;
  }
  EXPECT_EQ(hedges, 10);
}

}  // namespace
}  // namespace standpoint
