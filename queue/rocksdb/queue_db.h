// The queue's RocksDB: what is written where, and how it comes back from a failed disk.

#ifndef STANDPOINT_QUEUE_ROCKSDB_QUEUE_DB_H_
#define STANDPOINT_QUEUE_ROCKSDB_QUEUE_DB_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/span.h"
#include "common/storage/storage_memory.h"
#include "queue/rocksdb/record_format.h"
#include "queue/work_queue.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "rocksdb/file_system.h"
#include "rocksdb/write_batch.h"

namespace standpoint {

struct QueueDbOptions {
  std::string directory;
  std::shared_ptr<rocksdb::FileSystem> file_system;  // null: the machine's
  int64_t write_buffer_bytes = 32 << 20;             // of all memtables together
  StorageMemory memory;  // shared with other databases; then the line above says nothing
};

// Errors: as the comment of WorkSource says; FAILED_PRECONDITION from Open, reason
// QUEUE_FORMAT_TOO_NEW when a newer version wrote the directory, QUEUE_LOCKED when another process
// has it open. Threads: safe.
class QueueDb {
 public:
  // Changes that happen together or not at all.
  class Batch {
   public:
    explicit Batch(const QueueDb& db) : db_(db) {}

    void PutItem(uint64_t sequence, const ItemRecord& record);
    void PutPayload(uint64_t sequence, const WorkItem& item);  // once per sequence
    void PutDeadLetter(uint64_t id, const DeadLetterRecord& record);
    void PutNextSequence(uint64_t next);
    void PutNextDeadLetterId(uint64_t next);
    void RemoveItem(uint64_t sequence);
    void RemovePayload(uint64_t sequence);  // once per sequence
    void RemoveDeadLetter(uint64_t id);

   private:
    friend class QueueDb;

    const QueueDb& db_;
    rocksdb::WriteBatch batch_;
  };

  // Creates `directory` when it is not there.
  static absl::StatusOr<std::unique_ptr<QueueDb>> Open(const QueueDbOptions& options);
  ~QueueDb();

  // How often the directory was opened, this time included; never the same twice.
  uint64_t open_number() const { return open_number_; }

  absl::StatusOr<uint64_t> ReadNextSequence() const;
  absl::StatusOr<uint64_t> ReadNextDeadLetterId() const;

  // Calls `visit` for each item by sequence until it fails. Reads no payloads.
  absl::Status ScanItems(
      absl::FunctionRef<absl::Status(uint64_t sequence, const ItemRecord&)> visit) const;
  // The same for dead letters with an id above `after`; ends when `visit` gives false.
  absl::Status ScanDeadLetters(
      uint64_t after, absl::FunctionRef<bool(uint64_t id, const DeadLetterRecord&)> visit) const;

  // One result per sequence, in order; DATA_LOSS for one that is missing or damaged.
  std::vector<absl::StatusOr<WorkItem>> ReadPayloads(absl::Span<const uint64_t> sequences) const;
  absl::StatusOr<DeadLetterRecord> ReadDeadLetter(uint64_t id) const;

  // Writes survive the end of the process; with `sync` also a power cut, they and all before them.
  // After a failure the next write first tries to recover; until that succeeds all fail. What a
  // failed write has put under `appended` is taken out again by the recovery, so that what was
  // answered with an error does not appear later.
  absl::Status Write(Batch& batch, bool sync, absl::Span<const uint64_t> appended = {});
  // Makes what was written survive a power cut.
  absl::Status Sync();

  // Rewrites the files, so that nothing of what was removed is left on the disk. Blocks.
  absl::Status Reclaim();

  // For backups.
  rocksdb::DB* database() { return db_.get(); }

 private:
  enum Family { kMeta, kItems, kPayloads, kDeadLetters, kFamilyCount };

  QueueDb() = default;
  absl::Status OpenFamilies(const QueueDbOptions& options);
  absl::Status CheckFormat();
  absl::StatusOr<uint64_t> ReadNumber(absl::string_view name, uint64_t otherwise) const;
  absl::Status Failed(const rocksdb::Status& status, absl::Span<const uint64_t> appended);
  absl::Status Recover();

  std::unique_ptr<rocksdb::Env> env_;  // over options.file_system; null: RocksDB's own
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;  // owned by db_, by Family
  uint64_t open_number_ = 0;

  // Writing is broken while there are failures that no recovery has seen.
  std::atomic<uint64_t> failures_{0};
  std::atomic<uint64_t> recovered_failures_{0};
  absl::Mutex recovery_mu_;
  std::vector<uint64_t> to_take_out_ ABSL_GUARDED_BY(recovery_mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_ROCKSDB_QUEUE_DB_H_
