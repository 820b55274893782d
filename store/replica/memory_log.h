// A log in memory, for tests: transactions are committed records, and what a broker can lose it loses on order.

#ifndef STANDPOINT_STORE_REPLICA_MEMORY_LOG_H_
#define STANDPOINT_STORE_REPLICA_MEMORY_LOG_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "store/replica/log_source.h"

namespace standpoint {

// Threads: safe. Lifetime: outlives its readers.
class MemoryLog {
 public:
  explicit MemoryLog(int partition_count, std::string cluster_id = "memory");

  // Returns the record's offset.
  int64_t Append(int partition, std::string value, absl::Time time);
  // An offset that no reader gets a record of: the end of a transaction, or what was never committed.
  void SkipOffset(int partition);

  // The broker forgets what is before `offset`: retention.
  void DropBefore(int partition, int64_t offset);
  // The broker loses what is at `offset` and behind.
  void Truncate(int partition, int64_t offset);
  // Another log under the same name.
  void Recreate(std::string cluster_id, int partition_count);
  // No broker answers, or one does again.
  void SetReachable(bool reachable);

  OffsetRange Range(int partition) const;
  std::unique_ptr<LogSource> NewReader();

 private:
  class Reader;
  struct Partition {
    int64_t start = 0;
    std::vector<std::pair<bool, LogEntry>> entries;  // from `start` on; false: no record
    int64_t end() const { return start + static_cast<int64_t>(entries.size()); }
  };

  absl::Status CheckReachable() const ABSL_SHARED_LOCKS_REQUIRED(mu_);

  mutable absl::Mutex mu_;
  std::string cluster_id_ ABSL_GUARDED_BY(mu_);
  std::vector<Partition> partitions_ ABSL_GUARDED_BY(mu_);
  bool reachable_ ABSL_GUARDED_BY(mu_) = true;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_MEMORY_LOG_H_
