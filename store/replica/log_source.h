// A log as a replica reads it: partitions of records, each record under an offset that rises.

#ifndef STANDPOINT_STORE_REPLICA_LOG_SOURCE_H_
#define STANDPOINT_STORE_REPLICA_LOG_SOURCE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace standpoint {

// What makes a log this one and no other.
struct LogIdentity {
  std::string cluster_id;  // the broker cluster's name of itself
  std::string topic;
  int partition_count = 0;
};

// Offsets that a partition has: start <= offset < end. Behind `end` nothing is committed yet.
struct OffsetRange {
  int64_t start = 0;
  int64_t end = 0;
};

// A record. Large ones lie in the log in several pieces, between which others may lie.
struct LogEntry {
  int partition = 0;
  int64_t offset = 0;         // of its last piece: records are ordered by it
  int64_t first_offset = 0;   // of its first piece
  int64_t resume_offset = 0;  // from where to read in order to miss nothing behind it
  absl::Time time;            // when it was written, in whole milliseconds
  std::string value;
};

struct LogBatch {
  std::vector<LogEntry> entries;  // those of a partition in the order of their offsets
  // By partition, of those that moved on: every record that ends before this offset was given out. Offsets need not be
  // dense: some hold no record, or one that was never committed.
  std::map<int, int64_t> read_up_to;
};

// Gives committed records alone. Threads: one for Seek and Poll; the others from any.
//
// Errors of all: UNAVAILABLE while no broker answers; try again.
class LogSource {
 public:
  virtual ~LogSource() = default;

  // Errors: NOT_FOUND when there is no such topic.
  virtual absl::StatusOr<LogIdentity> Identity() = 0;

  // As the broker says now.
  virtual absl::StatusOr<OffsetRange> Range(int partition) = 0;

  // Reads, from now on, these partitions, each from its offset on, and no other.
  virtual absl::Status Seek(const std::map<int, int64_t>& offsets) = 0;

  // Waits up to `timeout` for the first record and gives what there is, records of about `max_bytes` together. Errors:
  // OUT_OF_RANGE, reason LOG_OFFSET_GONE, when the log has not, or no longer, what Seek or the last Poll left off at.
  virtual absl::StatusOr<LogBatch> Poll(absl::Duration timeout, size_t max_bytes) = 0;
};

// By which a record is known again: over content and time.
uint64_t HashOf(const LogEntry& entry);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_LOG_SOURCE_H_
