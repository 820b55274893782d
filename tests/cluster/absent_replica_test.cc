// One replica of a shard is dead while documents come in: nobody waits for it, and it gets what it missed when it is back.

#include <gtest/gtest.h>

#include <cstdint>

#include "absl/time/time.h"
#include "tests/cluster/cluster.h"
#include "tests/cluster/cluster_test.h"
#include "tests/cluster/traffic.h"
#include "tests/faults/clients.h"

namespace standpoint {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(90);

class AbsentReplicaTest : public ClusterTest {
 protected:
  // As `standpoint ingest --wait` asks.
  bool NothingIsLeft() {
    for (const int ingest : cluster().of(Role::kIngest)) {
      const auto queue =
          Clients(cluster().address(ingest), cluster().address(cluster().of(Role::kRouter).front()))
              .Queue();
      if (!queue.ok() || queue->waiting_count() + queue->leased_count() > 0) return false;
    }
    return true;
  }
};

TEST_F(AbsentReplicaTest, IsWaitedForByNobodyAndGetsWhatItMissed) {
  ASSERT_NO_FATAL_FAILURE(StartCluster(/*routers=*/1));
  if (IsSkipped()) return;
  Traffic traffic({.ingest_target = cluster().target(Role::kIngest),
                   .query_target = cluster().target(Role::kRouter)});
  traffic.Start();
  EXPECT_TRUE(traffic.AwaitAcknowledged(20, absl::Seconds(60)));
  const int store = cluster().of(Role::kStore).front();
  cluster().Kill(store);
  EXPECT_TRUE(traffic.AwaitAcknowledged(traffic.acknowledged_count() + 40, absl::Seconds(60)));
  traffic.Stop();
  EXPECT_TRUE(Await(kPatience, [&] { return NothingIsLeft(); })) << Outputs();
  Clients clients(cluster().address(cluster().of(Role::kIngest).front()),
                  cluster().address(cluster().of(Role::kRouter).front()));
  EXPECT_GE(clients.CountDocuments("cluster"), static_cast<int64_t>(traffic.acknowledged().size()))
      << "what is not left to do is found";
  ASSERT_TRUE(cluster().Start(store).ok());
  ExpectAllIsWell(traffic);
}

}  // namespace
}  // namespace standpoint
