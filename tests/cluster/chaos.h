// Faults at random, from a seed: processes are killed with SIGKILL and started again, hosts are cut off and come back.

#ifndef STANDPOINT_TESTS_CLUSTER_CHAOS_H_
#define STANDPOINT_TESTS_CLUSTER_CHAOS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/cluster/cluster.h"

namespace standpoint {

// At most two hosts have a fault at a time, of which at most one is a broker: with two brokers away nothing is written at all, which
// is right, and shows nothing. Threads: one.
class Chaos {
 public:
  Chaos(Cluster& cluster, uint64_t seed) : cluster_(cluster), random_(seed) {}

  // One more fault, or the end of one; tells which, in words. Errors: those of Cluster.
  absl::Status Step();

  // Ends every fault: all hosts are connected, all processes run and serve.
  absl::Status Heal();

  // What happened how often: "kill store", "cut broker".
  const std::map<std::string, int>& counts() const { return counts_; }
  // All steps in order.
  const std::vector<std::string>& steps() const { return steps_; }

 private:
  bool MayHarm(int member) const;
  absl::Status Harm(int member);

  Cluster& cluster_;
  std::mt19937_64 random_;
  std::set<int> killed_;
  std::set<int> cut_;
  std::map<std::string, int> counts_;
  std::vector<std::string> steps_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_CLUSTER_CHAOS_H_
