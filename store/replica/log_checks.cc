#include "store/replica/log_checks.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

using internal::v1::LogBinding;

absl::Status CheckBinding(const LogIdentity& log, const std::vector<int>& partitions,
                          const LogBinding& binding) {
  if (binding.topic() != log.topic) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "LOG_REPLACED",
                     absl::StrCat("the store applied topic ", binding.topic(),
                                  " and is to go on with topic ", log.topic));
  }
  if (!binding.cluster_id().empty() && binding.cluster_id() != log.cluster_id) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "LOG_REPLACED",
                     absl::StrCat("the store applied the log of cluster ", binding.cluster_id(),
                                  " and is to go on with that of cluster ", log.cluster_id));
  }
  if (binding.partition_count() != log.partition_count) {
    return MakeError(
        absl::StatusCode::kFailedPrecondition, "LOG_PARTITIONS_CHANGED",
        absl::StrCat("topic ", log.topic, " has ", log.partition_count, " partitions; it had ",
                     binding.partition_count(),
                     " when the store was made: documents would be looked for elsewhere"));
  }
  if (!std::equal(partitions.begin(), partitions.end(), binding.partitions().begin(),
                  binding.partitions().end())) {
    return MakeError(
        absl::StatusCode::kFailedPrecondition, "LOG_ASSIGNMENT_CHANGED",
        absl::StrCat("the store holds partitions ", absl::StrJoin(binding.partitions(), ","),
                     " and is to hold ", absl::StrJoin(partitions, ","), "; reshard instead"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<LogState> BindTo(const LogIdentity& log, int partition_count,
                                const std::vector<int>& partitions, bool holds_documents,
                                LogState state) {
  if (log.partition_count != partition_count) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "LOG_PARTITIONS_CHANGED",
                     absl::StrCat("topic ", log.topic, " has ", log.partition_count,
                                  " partitions; the settings say ", partition_count));
  }
  if (state.binding) {
    RETURN_IF_ERROR(CheckBinding(log, partitions, *state.binding));
  } else if (holds_documents) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "LOG_BINDING_MISSING",
                     "the store holds documents that came from no log; split it with "
                     "`standpoint replica reshard` first");
  }
  LogBinding& binding = state.binding ? *state.binding : state.binding.emplace();
  binding.set_cluster_id(log.cluster_id);
  binding.set_topic(log.topic);
  binding.set_partition_count(log.partition_count);
  binding.mutable_partitions()->Assign(partitions.begin(), partitions.end());
  return state;
}

absl::Status CheckRange(int partition, int64_t next_offset, const OffsetRange& range) {
  const std::map<std::string, std::string> metadata = {
      {"partition", absl::StrCat(partition)},
      {"next_offset", absl::StrCat(next_offset)},
      {"log_start_offset", absl::StrCat(range.start)},
      {"log_end_offset", absl::StrCat(range.end)}};
  if (range.start > next_offset) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "LOG_HOLE",
                     absl::StrCat("partition ", partition, " of the log begins at ", range.start,
                                  "; the store lacks records from ", next_offset, " on"),
                     metadata);
  }
  if (range.end < next_offset) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "LOG_TRUNCATED",
                     absl::StrCat("partition ", partition, " of the log ends at ", range.end,
                                  "; the store has applied it up to ", next_offset),
                     metadata);
  }
  return absl::OkStatus();
}

absl::Status RecordDiffers(int partition, int64_t next_offset) {
  return MakeError(
      absl::StatusCode::kFailedPrecondition, "LOG_REPLACED",
      absl::StrCat("the record before offset ", next_offset, " of partition ", partition,
                   " is another than the one that was applied: the log lost records "
                   "and went on, or was made anew"),
      {{"partition", absl::StrCat(partition)}, {"next_offset", absl::StrCat(next_offset)}});
}

}  // namespace standpoint
