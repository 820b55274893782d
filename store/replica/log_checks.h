// Whether a log is the one that a store has applied, and still has what the store lacks.
//
// Errors of all: FAILED_PRECONDITION, with a reason by which operators look up what to do (docs/operations.md).

#ifndef STANDPOINT_STORE_REPLICA_LOG_CHECKS_H_
#define STANDPOINT_STORE_REPLICA_LOG_CHECKS_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "store/record/log_state.h"
#include "store/replica/log_source.h"

namespace standpoint {

// `state` as it is once the store applies `partitions` (ascending, at least one) of the `partition_count` that `log` must have.
// `holds_documents`: whether the store has any.
// Reasons: LOG_REPLACED (other cluster or topic), LOG_PARTITIONS_CHANGED, LOG_ASSIGNMENT_CHANGED (the store applied other
// partitions), LOG_BINDING_MISSING (documents that came from no log).
absl::StatusOr<LogState> BindTo(const LogIdentity& log, int partition_count,
                                const std::vector<int>& partitions, bool holds_documents,
                                LogState state);

// Reasons: LOG_HOLE: records from `next_offset` on are gone from the log; LOG_TRUNCATED: the log ends before what the store
// has applied. ErrorInfo metadata: partition, next_offset, log_start_offset, log_end_offset.
absl::Status CheckRange(int partition, int64_t next_offset, const OffsetRange& range);

// Reason LOG_REPLACED: the record before `next_offset` is another than the one that was applied.
absl::Status RecordDiffers(int partition, int64_t next_offset);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_LOG_CHECKS_H_
