// Any text must be refused or be a topology that keeps its promises.

#include <cstddef>
#include <cstdint>
#include <set>

#include "absl/strings/string_view.h"
#include "common/testing/require.h"
#include "router/topology/topology.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const auto topology = standpoint::ParseTopology("topology.textproto", text);
  if (!topology.ok()) {
    return 0;
  }
  standpoint::Require(!topology->shards.empty());
  standpoint::Require(topology->partitions >= static_cast<int>(topology->shards.size()));
  std::set<std::string> addresses;
  for (const auto& shard : topology->shards) {
    standpoint::Require(!shard.empty());
    for (const auto& replica : shard) {
      standpoint::Require(addresses.insert(replica).second);
    }
  }
  return 0;
}
