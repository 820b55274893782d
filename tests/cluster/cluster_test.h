// What the tests of a whole cluster have in common: its start, and what must hold when all is quiet again.

#ifndef STANDPOINT_TESTS_CLUSTER_CLUSTER_TEST_H_
#define STANDPOINT_TESTS_CLUSTER_CLUSTER_TEST_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "tests/cluster/cluster.h"
#include "tests/cluster/traffic.h"

namespace standpoint {

class ClusterTest : public testing::Test {
 protected:
  // Starts the cluster; skips the test where this machine cannot have one, and says why.
  void StartCluster(int routers);

  // An environment variable as a number.
  static int64_t Setting(const char* name, int64_t otherwise);

  // Waits until everything that was acknowledged is stored on every replica. Then: it is there exactly once and nothing else is, the
  // replicas of each shard hold the same, and no query was answered wrongly.
  void ExpectAllIsWell(const Traffic& traffic);

  Cluster& cluster() { return *cluster_; }
  std::string Outputs() const;

 private:
  void ExpectReplicasAreEqual(int64_t documents);

  std::unique_ptr<Cluster> cluster_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_CLUSTER_CLUSTER_TEST_H_
