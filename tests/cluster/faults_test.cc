// A cluster under load, while processes are killed and hosts cut off at random.
//
//   CLUSTER_TEST_SECONDS=600 CLUSTER_TEST_SEED=7    in the environment: for so long, with this seed (the servers would take names
//   that begin with STANDPOINT for settings)
//
// A run prints its seed, what it did and what it counted; docs/deployment.md has results.

#include <gtest/gtest.h>

#include <cstdint>
#include <iostream>
#include <random>

#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "tests/cluster/chaos.h"
#include "tests/cluster/cluster_test.h"

namespace standpoint {
namespace {

constexpr int64_t kSeconds = 60;
constexpr int kMostPauseMs = 4'000;

class FaultsTest : public ClusterTest {};

void Print(const char* what, const CallCount& calls) {
  std::cout << what << ": " << calls.answered << " answered, of which " << calls.partial
            << " said that a shard is missing; " << calls.refused << " refused ("
            << absl::StrJoin(calls.refusals, ", ", absl::PairFormatter(" ")) << "); p50 "
            << calls.Percentile(0.5) << ", p99 " << calls.Percentile(0.99) << "\n";
}

TEST_F(FaultsTest, NothingAcknowledgedIsLostAndNoAnswerIsWrong) {
  const auto seed = static_cast<uint64_t>(
      Setting("CLUSTER_TEST_SEED", static_cast<int64_t>(std::random_device()() % 100'000)));
  const absl::Duration duration = absl::Seconds(Setting("CLUSTER_TEST_SECONDS", kSeconds));
  std::cout << "CLUSTER_TEST_SEED=" << seed << "\n";
  RecordProperty("seed", static_cast<int>(seed));
  ASSERT_NO_FATAL_FAILURE(StartCluster(/*routers=*/1));
  if (IsSkipped()) return;
  Traffic traffic({.ingest_target = cluster().target(Role::kIngest),
                   .query_target = cluster().target(Role::kRouter),
                   .seed = seed});
  traffic.Start();
  EXPECT_TRUE(traffic.AwaitAcknowledged(20, absl::Seconds(30)));
  Chaos chaos(cluster(), seed);
  std::mt19937_64 random(seed);
  absl::Status fault;
  for (const absl::Time end = absl::Now() + duration; fault.ok() && absl::Now() < end;) {
    fault = chaos.Step();
    // A fault lasts until so much more is acknowledged, or for a while where nothing can be.
    traffic.AwaitAcknowledged(traffic.acknowledged_count() + 100,
                              absl::Milliseconds(static_cast<int64_t>(random() % kMostPauseMs)));
  }
  EXPECT_TRUE(fault.ok()) << fault << "\n" << Outputs();
  const absl::Status healed = chaos.Heal();
  EXPECT_TRUE(healed.ok()) << healed << "\n" << Outputs();
  // The whole still moves.
  const int64_t before = traffic.acknowledged_count();
  EXPECT_TRUE(traffic.AwaitAcknowledged(before + 20, absl::Seconds(60))) << Outputs();
  traffic.Stop();
  std::cout << "acknowledged: " << traffic.acknowledged_count()
            << "\nfaults: " << absl::StrJoin(chaos.counts(), ", ", absl::PairFormatter(": "))
            << "\n";
  Print("writes", traffic.writes());
  Print("reads", traffic.reads());
  ExpectAllIsWell(traffic);
  if (HasFailure()) {
    std::cout << absl::StrJoin(chaos.steps(), "\n") << "\n" << Outputs();
  }
}

}  // namespace
}  // namespace standpoint
