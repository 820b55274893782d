#include "bench/simulate/cluster.h"

#include <gtest/gtest.h>

#include <cmath>

#include "bench/simulate/load.h"
#include "bench/simulate/shape.h"

namespace standpoint::simulate {
namespace {

constexpr LoadShape kFlat{.swing = 0, .bursts = 0};
// One worker process does 10 documents a second, everything else at least 200.
constexpr ServiceTimes kTimes{.ingest = 0.001,
                              .broker_document = 0.0005,
                              .worker = 0.1,
                              .broker_analysis = 0.0005,
                              .store = 0.005,
                              .size_variation = 0};

TEST(ClusterTest, EveryDocumentArrivesWhereNothingIsBusy) {
  const DayResult day = SimulateDay({.workers = 4}, kTimes, kFlat, 40'000, 1e6);
  EXPECT_NEAR(day.documents, 40'000, 4 * std::sqrt(40'000));
  EXPECT_NEAR(day.mean_use[kWorkers], 40'000 * 0.1 / kDay / 8, 0.002);
  EXPECT_NEAR(day.median_seconds, 0.001 + 0.0005 + 0.1 + 0.0005 + 0.005, 1e-4);
  EXPECT_EQ(day.limit(), kWorkers);
}

TEST(ClusterTest, DoneIsWhatEveryReplicaHas) {
  // Both replicas of one shard apply each document: neither is faster for the other.
  const DayResult day =
      SimulateDay({.workers = 8, .shards = 1, .replicas = 2}, kTimes, kFlat, 50'000, 1e6);
  EXPECT_NEAR(day.mean_use[kStores], 50'000 * 0.005 / kDay, 0.001);
}

TEST(ClusterTest, EachCopyOfARecordIsABrokersWork) {
  const ClusterShape shape{.brokers = 3, .copies = 3, .workers = 8};
  const DayResult day = SimulateDay(shape, kTimes, kFlat, 50'000, 1e6);
  EXPECT_NEAR(day.mean_use[kBrokers], 50'000 * 0.001 / kDay, 0.001);
}

TEST(ClusterTest, TheLimitIsWhatIsNarrowest) {
  const auto capacities = Capacities({.workers = 4}, kTimes);
  EXPECT_NEAR(capacities[kWorkers], 80, 1e-9);
  EXPECT_NEAR(capacities[kStores], 400, 1e-9);
  EXPECT_NEAR(capacities[kIngest], 4'000, 1e-9);
  EXPECT_NEAR(capacities[kBrokers], 1'000, 1e-9);
  // Ten times the workers, and the stores come first.
  const DayResult day = SimulateDay({.workers = 40}, kTimes, kFlat, 300 * kDay, 5e4);
  EXPECT_EQ(day.limit(), kStores);
  EXPECT_NEAR(day.mean_use[kStores], 0.75, 0.03);
}

TEST(ClusterTest, WorkersBeyondThePartitionsHaveNothingToDo) {
  const ClusterShape few{.partitions = 4, .workers = 8};
  EXPECT_NEAR(Capacities(few, kTimes)[kWorkers], 80, 1e-9);
  const DayResult day = SimulateDay(few, kTimes, kFlat, 70 * kDay, 5e4);
  EXPECT_GT(day.peak_use[kWorkers], 0.8);
  EXPECT_NEAR(day.mean_use[kWorkers], 70.0 / 160, 0.02);
}

TEST(ClusterTest, TheMostDocumentsKeepTheAgeBelowTheBound) {
  const ClusterShape shape{.workers = 1};
  const double most = MostDocuments(shape, kTimes, kFlat, 60, 3e4);
  // The units are coarse, so that the test is fast.
  EXPECT_GT(most, 0.75 * 20 * kDay);
  EXPECT_LT(most, 20 * kDay);
  EXPECT_LE(SimulateDay(shape, kTimes, kFlat, most, 3e4).highest_age, 60);
}

TEST(ClusterTest, BurstsCostCapacity) {
  const ClusterShape shape{.workers = 1};
  const double flat = MostDocuments(shape, kTimes, kFlat, 60, 3e4);
  const double bursts = MostDocuments(shape, kTimes, {}, 60, 3e4);
  EXPECT_LT(bursts, 0.6 * flat);
}

TEST(ClusterTest, UnitsOfSeveralDocumentsKeepTheUse) {
  const ClusterShape shape{.workers = 4};
  const DayResult fine = SimulateDay(shape, kTimes, kFlat, 1e5, 1e5);
  const DayResult coarse = SimulateDay(shape, kTimes, kFlat, 1e5, 1e4);
  EXPECT_EQ(coarse.documents_per_unit, 10);
  EXPECT_NEAR(coarse.mean_use[kWorkers], fine.mean_use[kWorkers], 0.01);
  EXPECT_GE(coarse.p99_seconds, fine.p99_seconds);
}

}  // namespace
}  // namespace standpoint::simulate
