#include "store/replica/log_parts.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "common/kafka/log_layout.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

absl::Status Mismatch(absl::string_view message) {
  return MakeError(absl::StatusCode::kFailedPrecondition, "STORES_MISMATCH", message);
}

}  // namespace

absl::StatusOr<LogState> JoinLogs(const std::vector<StoreLog>& logs) {
  LogState all;
  std::set<int> partitions;
  for (const StoreLog& source : logs) {
    if (!source.log.on_log()) {
      return Mismatch(absl::StrCat(
          source.store, " is on no log; split it alone, saying of how many partitions its log is"));
    }
    const internal::v1::LogBinding& binding = *source.log.binding;
    if (!all.binding) {
      all.binding = binding;
    }
    if (binding.topic() != all.binding->topic() ||
        binding.cluster_id() != all.binding->cluster_id() ||
        binding.partition_count() != all.binding->partition_count()) {
      return Mismatch(absl::StrCat(source.store, " is of another log than ", logs[0].store));
    }
    for (const int partition : binding.partitions()) {
      if (!partitions.insert(partition).second) {
        return Mismatch(absl::StrCat(source.store, " holds partition ", partition,
                                     ", and so does another; name one replica of each shard"));
      }
    }
    all.positions.insert(source.log.positions.begin(), source.log.positions.end());
  }
  if (static_cast<int>(partitions.size()) != all.binding->partition_count()) {
    return Mismatch(absl::StrCat("the stores hold ", partitions.size(), " of ",
                                 all.binding->partition_count(),
                                 " partitions; name one replica of each shard"));
  }
  return all;
}

LogState PartOf(const LogState& log, int shard, int shards) {
  const std::vector<int> partitions = PartitionsOf(shard, shards, log.binding->partition_count());
  LogState part;
  part.binding = log.binding;
  part.binding->mutable_partitions()->Assign(partitions.begin(), partitions.end());
  for (const int partition : partitions) {
    if (const auto position = log.positions.find(partition); position != log.positions.end()) {
      part.positions.insert(*position);
    }
  }
  return part;
}

}  // namespace standpoint
