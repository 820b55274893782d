// Every process of a cluster is stopped in order and started again, one after the other, under load, by clients with the shipped retry
// policy: no call fails.

#include <gtest/gtest.h>

#include <iostream>

#include "absl/strings/str_join.h"
#include "tests/cluster/cluster_test.h"

namespace standpoint {
namespace {

class RollingTest : public ClusterTest {};

TEST_F(RollingTest, NoCallFailsWhileEverythingIsRestarted) {
  ASSERT_NO_FATAL_FAILURE(StartCluster(/*routers=*/2));
  if (IsSkipped()) return;
  Traffic traffic({.ingest_target = cluster().target(Role::kIngest),
                   .query_target = cluster().target(Role::kRouter),
                   .retry_policy = true});
  traffic.Start();
  EXPECT_TRUE(traffic.AwaitAcknowledged(20, absl::Seconds(60)));
  for (const Role role :
       {Role::kBroker, Role::kStore, Role::kWorker, Role::kIngest, Role::kRouter}) {
    for (const int member : cluster().of(role)) {
      EXPECT_EQ(cluster().Stop(member), 0) << cluster().name(member) << cluster().Tail(member);
      const absl::Status started = cluster().Start(member);
      EXPECT_TRUE(started.ok()) << started;
      // The next one only when the whole moves again.
      const int64_t before = traffic.acknowledged_count();
      EXPECT_TRUE(traffic.AwaitAcknowledged(before + 20, absl::Seconds(60)))
          << cluster().name(member);
    }
  }
  traffic.Stop();
  for (const CallCount* calls : {&traffic.writes(), &traffic.reads()}) {
    EXPECT_EQ(calls->refused, 0) << absl::StrJoin(calls->refusals, ", ", absl::PairFormatter(" "));
    std::cout << (calls == &traffic.writes() ? "writes: " : "reads: ") << calls->answered
              << " answered, " << calls->refused << " failed, " << calls->partial
              << " partial; p50 " << calls->Percentile(0.5) << ", p99 " << calls->Percentile(0.99)
              << "\n";
  }
  ExpectAllIsWell(traffic);
}

}  // namespace
}  // namespace standpoint
