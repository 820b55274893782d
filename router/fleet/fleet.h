// All stores of a cluster, by shard.

#ifndef STANDPOINT_ROUTER_FLEET_FLEET_H_
#define STANDPOINT_ROUTER_FLEET_FLEET_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/text/resource_name.h"
#include "router/fleet/replica.h"
#include "router/topology/topology.h"

namespace standpoint {

// Stores that hold the same documents. Threads: safe.
struct Shard {
  size_t index = 0;
  std::string name;  // "shards/2"
  std::vector<std::shared_ptr<Replica>> replicas;

  // The replica to ask: of those not in `tried` one that serves and did not fail within the last second, if there is one;
  // of these the one with the fewest calls under way. Null when all were tried.
  std::shared_ptr<Replica> Choose(const std::set<const Replica*>& tried, absl::Time now) const;

 private:
  mutable std::atomic<uint32_t> turn_{0};  // of equals the one whose turn it is
};

// The stores of one topology; calls keep it while they need it. Threads: safe.
class ShardMap {
 public:
  // Replicas that are in `before`, which may be null, go on with their connections.
  ShardMap(const Topology& topology, const ShardMap* before);

  const std::vector<std::unique_ptr<Shard>>& shards() const { return shards_; }
  // Which shard holds a document.
  size_t ShardOf(const DocumentName& document) const;
  // `ref`: the document's (store/record/keys.h).
  size_t ShardOf(absl::string_view corpus, absl::string_view ref) const;

 private:
  const int partitions_;
  std::vector<std::unique_ptr<Shard>> shards_;
};

// The topology of the moment. Threads: safe.
class Fleet {
 public:
  void SetTopology(const Topology& topology) ABSL_LOCKS_EXCLUDED(mu_);
  // Not null once there is a topology.
  std::shared_ptr<const ShardMap> Current() const ABSL_LOCKS_EXCLUDED(mu_);

 private:
  mutable absl::Mutex mu_;
  std::shared_ptr<const ShardMap> current_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_FLEET_FLEET_H_
