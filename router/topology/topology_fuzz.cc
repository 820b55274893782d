// Any text must be refused or be a topology that keeps its promises.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>

#include "absl/strings/string_view.h"
#include "router/topology/topology.h"

namespace {

void Require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const auto topology = standpoint::ParseTopology("topology.textproto", text);
  if (!topology.ok()) {
    return 0;
  }
  Require(!topology->shards.empty());
  Require(topology->partitions >= static_cast<int>(topology->shards.size()));
  std::set<std::string> addresses;
  for (const auto& shard : topology->shards) {
    Require(!shard.empty());
    for (const auto& replica : shard) {
      Require(addresses.insert(replica).second);
    }
  }
  return 0;
}
