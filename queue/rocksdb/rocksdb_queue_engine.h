// How rocksdb_queue.h is done: an index in memory over records on disk.

#ifndef STANDPOINT_QUEUE_ROCKSDB_ROCKSDB_QUEUE_ENGINE_H_
#define STANDPOINT_QUEUE_ROCKSDB_ROCKSDB_QUEUE_ENGINE_H_

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
#include "absl/types/span.h"
#include "queue/rocksdb/dead_letter_box.h"
#include "queue/rocksdb/group_committer.h"
#include "queue/rocksdb/queue_db.h"
#include "queue/rocksdb/rocksdb_queue.h"
#include "queue/rocksdb/work_index.h"
#include "queue/work_queue.h"

namespace standpoint {

// The disk is never waited for under `mu_`: an item whose record is being changed is busy in the
// index meanwhile. An append enters the index after its fsync, so nobody leases what may be lost.
class RocksDbQueue : public WorkQueue {
 public:
  // After the construction Load, once.
  RocksDbQueue(const RocksDbQueueOptions& options, std::unique_ptr<QueueDb> db,
               std::unique_ptr<DeadLetterBox> dead_letters);
  ~RocksDbQueue() override;

  // Reads what is on disk into the index.
  absl::Status Load();

  absl::StatusOr<std::vector<LeasedWork>> Lease(absl::string_view owner, int max_items,
                                                absl::Duration duration,
                                                absl::Duration wait) override;
  std::vector<absl::Status> Complete(absl::Span<const std::string> lease_ids) override;
  std::vector<absl::Status> Release(absl::Span<const std::string> lease_ids) override;
  std::vector<absl::Status> Extend(absl::Span<const std::string> lease_ids,
                                   absl::Duration duration) override;
  absl::Status Fail(absl::string_view lease_id, absl::string_view reason, bool retriable) override;

  void Append(std::vector<WorkItem> items, AppendDone done) override;
  absl::StatusOr<std::vector<DeadLetter>> ListDeadLetters(uint64_t after, int limit) override;
  absl::Status Redrive(uint64_t dead_letter_id) override;
  absl::StatusOr<int64_t> DropDeadLetters(absl::string_view key_prefix, bool reclaim) override;
  rocksdb::DB* database() override { return db_->database(); }
  QueueStats Stats() override;
  void Shutdown() override;

 private:
  // Appending and redriving: room is reserved first, and becomes an item or is given back.
  absl::Status Reserve(int64_t count, int64_t size_bytes);
  void CommitGroup(std::vector<PendingAppend>& group);

  // Ends what is due: rests, leases, and items whose attempts are used up.
  absl::Status Tick();
  absl::Status GiveUp(const std::vector<DeadLetterBox::Burial>& burials);

  // Waits for ready items until `deadline` and takes them; none when there were none.
  absl::StatusOr<std::vector<HeldWork>> TakeReady(int max_items, absl::Time deadline);
  // Counts the attempts of `taken` on disk, reads the payloads and starts the leases. Items that
  // cannot be read become dead letters and are missing from the answer.
  absl::StatusOr<std::vector<LeasedWork>> Deliver(const std::vector<HeldWork>& taken,
                                                  absl::Duration duration);
  void HandBack(const std::vector<HeldWork>& taken);

  std::optional<HeldWork> Grab(absl::string_view lease_id) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // Grabs the leases, lets `change` add to one batch what happens to each, writes it, and lets
  // `finish` (under mu_) end each busy item.
  std::vector<absl::Status> Settle(absl::Span<const std::string> lease_ids,
                                   absl::FunctionRef<void(QueueDb::Batch&, const HeldWork&)> change,
                                   absl::FunctionRef<void(const HeldWork&)> finish);

  const RocksDbQueueOptions options_;
  const std::unique_ptr<QueueDb> db_;
  const std::unique_ptr<DeadLetterBox> dead_letters_;

  absl::Mutex mu_;
  WorkIndex index_ ABSL_GUARDED_BY(mu_);
  int64_t reserved_count_ ABSL_GUARDED_BY(mu_) = 0;
  int64_t reserved_bytes_ ABSL_GUARDED_BY(mu_) = 0;
  bool shut_down_ ABSL_GUARDED_BY(mu_) = false;
  int64_t appended_total_ ABSL_GUARDED_BY(mu_) = 0;
  int64_t completed_total_ ABSL_GUARDED_BY(mu_) = 0;
  int64_t refused_total_ ABSL_GUARDED_BY(mu_) = 0;
  int64_t redelivered_total_ ABSL_GUARDED_BY(mu_) = 0;

  // Of the committing thread, once Load is done.
  uint64_t next_sequence_ = 1;
  int64_t last_enqueue_micros_ = 0;

  GroupCommitter committer_;  // last: its thread uses the rest
};

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_ROCKSDB_ROCKSDB_QUEUE_ENGINE_H_
