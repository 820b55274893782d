// Which stores hold which part of the documents, as an operator writes it down.

#ifndef STANDPOINT_ROUTER_TOPOLOGY_TOPOLOGY_H_
#define STANDPOINT_ROUTER_TOPOLOGY_TOPOLOGY_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// Addresses of the replicas of each shard.
struct Topology {
  int partitions = 0;  // at least as many as shards
  std::vector<std::vector<std::string>> shards;

  friend bool operator==(const Topology&, const Topology&) = default;
};

// Reads a file in the form of topology.proto. `file` names it in errors. Errors: INVALID_ARGUMENT (INVALID_CONFIG) with
// what is wrong and where: not a topology, no shard, a shard without replica, fewer partitions than shards, an address
// that two replicas share.
absl::StatusOr<Topology> ParseTopology(absl::string_view file, absl::string_view text);

// All addresses of a name: "10.0.0.7:7302", "[fd00::7]:7302", sorted. Errors: UNAVAILABLE, reason NAME_NOT_RESOLVED.
using Resolve = absl::FunctionRef<absl::StatusOr<std::vector<std::string>>(absl::string_view host,
                                                                           absl::string_view port)>;

// The system's resolver. Blocks.
absl::StatusOr<std::vector<std::string>> ResolveName(absl::string_view host,
                                                     absl::string_view port);

// With the addresses of its names in place of "dns:///host:port". A name that cannot be resolved keeps the addresses that
// `before` has for its shard, if the shard is there. Errors: INVALID_ARGUMENT (INVALID_CONFIG) for a name without port;
// UNAVAILABLE, reason NAME_NOT_RESOLVED, when a shard is left without replica.
absl::StatusOr<Topology> ResolveTopology(const Topology& written, const Topology& before,
                                         Resolve resolve);

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_TOPOLOGY_TOPOLOGY_H_
