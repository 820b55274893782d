#include "router/fleet/fleet.h"

#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/kafka/log_layout.h"

namespace standpoint {
namespace {

constexpr absl::Duration kAvoided = absl::Seconds(1);  // after a failure

}  // namespace

std::shared_ptr<Replica> Shard::Choose(const std::set<const Replica*>& tried,
                                       absl::Time now) const {
  const size_t count = replicas.size();
  const size_t first = turn_.fetch_add(1, std::memory_order_relaxed) % count;
  std::shared_ptr<Replica> best;
  std::tuple<bool, bool, int> least;
  for (size_t i = 0; i < count; ++i) {
    const std::shared_ptr<Replica>& replica = replicas[(first + i) % count];
    if (tried.contains(replica.get())) {
      continue;
    }
    const std::tuple<bool, bool, int> rank(
        !replica->serving(), replica->FailedSince(now - kAvoided), replica->outstanding());
    if (best == nullptr || rank < least) {
      best = replica;
      least = rank;
    }
  }
  return best;
}

ShardMap::ShardMap(const Topology& topology, const ShardMap* before)
    : partitions_(topology.partitions) {
  std::map<std::string, std::shared_ptr<Replica>> known;
  if (before != nullptr) {
    for (const auto& shard : before->shards_) {
      for (const auto& replica : shard->replicas) {
        known[replica->address()] = replica;
      }
    }
  }
  for (const std::vector<std::string>& addresses : topology.shards) {
    auto shard = std::make_unique<Shard>();
    shard->index = shards_.size();
    shard->name = absl::StrCat("shards/", shard->index);
    for (const std::string& address : addresses) {
      std::shared_ptr<Replica>& replica = known[address];
      if (replica == nullptr) {
        replica = std::make_shared<Replica>(address);
      }
      shard->replicas.push_back(replica);
    }
    shards_.push_back(std::move(shard));
  }
}

size_t ShardMap::ShardOf(const DocumentName& document) const {
  return static_cast<size_t>(
      standpoint::ShardOf(PartitionOf(document, partitions_), static_cast<int>(shards_.size())));
}

size_t ShardMap::ShardOf(absl::string_view corpus, absl::string_view ref) const {
  return static_cast<size_t>(
      standpoint::ShardOf(PartitionOfRef(corpus, ref.substr(0, kDocumentRefBytes), partitions_),
                          static_cast<int>(shards_.size())));
}

void Fleet::SetTopology(const Topology& topology) {
  const std::shared_ptr<const ShardMap> before = Current();
  auto current = std::make_shared<const ShardMap>(topology, before.get());
  const absl::MutexLock lock(&mu_);
  current_ = std::move(current);
}

std::shared_ptr<const ShardMap> Fleet::Current() const {
  const absl::MutexLock lock(&mu_);
  return current_;
}

}  // namespace standpoint
