// The dead letters of the RocksDB queue: items that were given up, with payload and reason.

#ifndef STANDPOINT_QUEUE_ROCKSDB_DEAD_LETTER_BOX_H_
#define STANDPOINT_QUEUE_ROCKSDB_DEAD_LETTER_BOX_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "queue/rocksdb/queue_db.h"
#include "queue/rocksdb/work_index.h"
#include "queue/work_queue.h"

namespace standpoint {

// Threads: safe; writes are one at a time. Errors: those of QueueDb.
class DeadLetterBox {
 public:
  // An item to give up, and why; 1,024 bytes of the reason are kept.
  struct Burial {
    HeldWork work;
    std::string reason;
  };

  // Counts what is there. Lifetime: `db` outlives the box.
  static absl::StatusOr<std::unique_ptr<DeadLetterBox>> Open(QueueDb* db);

  // Turns live items into dead letters, all or none. Calls `forget` when that is done and before
  // any of them can be redriven.
  absl::Status Bury(const std::vector<Burial>& burials, absl::Time now,
                    absl::FunctionRef<void()> forget);

  // As WorkQueue says.
  absl::StatusOr<std::vector<DeadLetter>> List(uint64_t after, int limit) const;

  // Makes a dead letter a live item under its old sequence number, if `admit` agrees; synced.
  absl::StatusOr<HeldWork> Redrive(uint64_t id,
                                   absl::FunctionRef<absl::Status(int64_t size_bytes)> admit);

  // Drops those whose key begins with `key_prefix`, and returns how many; synced.
  absl::StatusOr<int64_t> Drop(absl::string_view key_prefix);

  int64_t count() const;
  // Buried since Open.
  int64_t buried_total() const;

 private:
  explicit DeadLetterBox(QueueDb* db) : db_(db) {}

  QueueDb* const db_;
  mutable absl::Mutex mu_;
  uint64_t next_id_ ABSL_GUARDED_BY(mu_) = 1;
  int64_t count_ ABSL_GUARDED_BY(mu_) = 0;
  int64_t buried_total_ ABSL_GUARDED_BY(mu_) = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_ROCKSDB_DEAD_LETTER_BOX_H_
