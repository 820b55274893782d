// The work queue of one machine, on RocksDB.

#ifndef STANDPOINT_QUEUE_ROCKSDB_ROCKSDB_QUEUE_H_
#define STANDPOINT_QUEUE_ROCKSDB_ROCKSDB_QUEUE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/storage/storage_memory.h"
#include "common/time/clock.h"
#include "queue/back_off.h"
#include "queue/work_queue.h"

namespace rocksdb {
class FileSystem;
}  // namespace rocksdb

namespace standpoint {

struct RocksDbQueueOptions {
  std::string directory;                  // created when its parent is there
  int64_t max_count = 1'000'000;          // of waiting and leased items
  int64_t max_bytes = int64_t{8} << 30;   // of their payloads
  int64_t max_pending_bytes = 256 << 20;  // of appends that wait for the disk, in memory
  int64_t max_lease_bytes = 32 << 20;     // of one Lease beyond its first item
  int max_attempts = 5;
  BackOffOptions back_off;
  Clock* clock = Clock::Real();
  std::shared_ptr<rocksdb::FileSystem> file_system;  // null: the machine's
  StorageMemory memory;  // what other databases of the process share; null: its own
};

// Opens or creates the queue. Leases do not outlive the process: what was leased is leasable again,
// with the attempt counted, or a dead letter when that was its last one.
//
// An append is synced to disk. Attempts, completions and dead letters are written before they are
// answered, but synced only with the next append: they survive the end of the process, not a power
// cut, after which an item may be delivered once more than it was counted.
//
// Memory: some 30 bytes per live item, besides RocksDB's buffers and cache.
// Lifetime: no call may be under way when the queue is destroyed; the clock outlives it.
// Errors: FAILED_PRECONDITION with reason QUEUE_FORMAT_TOO_NEW or QUEUE_LOCKED; INTERNAL with
// QUEUE_CORRUPT; UNAVAILABLE with QUEUE_DISK_ERROR; INVALID_ARGUMENT for options out of range.
absl::StatusOr<std::unique_ptr<WorkQueue>> OpenRocksDbQueue(const RocksDbQueueOptions& options);

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_ROCKSDB_ROCKSDB_QUEUE_H_
