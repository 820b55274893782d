// Documents between ingest and the log of a cluster. Kafka acknowledges before its brokers' disks have what they acknowledge; so each
// document stays on ingest's own disk until every replica of its shard has it on its disk, and is sent again when it went missing.

#ifndef STANDPOINT_INGEST_OUTBOX_OUTBOX_H_
#define STANDPOINT_INGEST_OUTBOX_OUTBOX_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/time/clock.h"
#include "ingest/outbox/document_log.h"
#include "ingest/outbox/written_documents.h"
#include "queue/kafka/log_queue.h"
#include "queue/work_queue.h"

namespace standpoint {

struct OutboxOptions {
  int max_sent = 100'000;                          // of those that are not settled
  absl::Duration resend_after = absl::Minutes(5);  // twice as long with each time, at most a day
  absl::Duration lost_after = absl::Seconds(10);
  absl::Duration look_every = absl::Milliseconds(500);  // at what the stores have
  Clock* clock = Clock::Real();
};

// What the outbox counts since its start, for metrics.
struct OutboxStats {
  int64_t sent = 0;     // now: in the log, not yet in all stores
  int64_t settled = 0;  // of these: a replica has them, or they are dead letters
  int64_t resent_total = 0;
  int64_t confirmed_total = 0;
};

// The queue as ingest sees it on a cluster. Append is that of the local queue: one fsync, and its bounds, which so bound all that is on its
// way to the stores. Items are sent oldest first, `max_sent` of them at a time, and completed in the local queue when the stores have
// them or they are dead letters.
//
// One is settled as soon as a replica of its shard has it or it is a dead letter: whoever asks is answered, and it is kept for replicas
// that are away. Those settled hold up no others.
//
// After a restart it is not known what of the local queue was sent. What may have been is taken as sent just now and is sent again like
// anything that is missing, so that a backlog is not doubled.
//
// A document is missing when the workers' position is past it, every replica of its shard has read the log to its end, and one of them
// does not have it. It is sent again when it is missing for `resend_after`, or when the log ends before it for `lost_after` (a new
// leader may say so of a record that it has).
//
// Leases are the workers' from the log: Lease is FAILED_PRECONDITION here. Dead letters are the log's.
// Threads: safe. Lifetime: the arguments outlive it.
class Outbox final : public WorkQueue {
 public:
  // `local`: with attempts without bound. `letters`: for dead letters.
  Outbox(OutboxOptions options, std::unique_ptr<WorkQueue> local, DocumentLog& log,
         LogQueue& letters, WrittenDocuments& stores);
  ~Outbox() override;

  void Append(std::vector<WorkItem> items, AppendDone done) override;
  absl::StatusOr<std::vector<DeadLetter>> ListDeadLetters(uint64_t after, int limit) override {
    return letters_.ListDeadLetters(after, limit);
  }
  absl::Status Redrive(uint64_t dead_letter_id) override {
    return letters_.Redrive(dead_letter_id);
  }
  absl::StatusOr<int64_t> DropDeadLetters(absl::string_view key_prefix, bool reclaim) override;
  // Waiting: not sent; leased: sent and not settled. The bytes and the oldest are of all that are kept.
  QueueStats Stats() override;
  rocksdb::DB* database() override { return local_->database(); }
  void Shutdown() override;

  absl::StatusOr<std::vector<LeasedWork>> Lease(absl::string_view owner, int max_items,
                                                absl::Duration duration,
                                                absl::Duration wait) override;
  std::vector<absl::Status> Complete(absl::Span<const std::string> lease_ids) override;
  std::vector<absl::Status> Release(absl::Span<const std::string> lease_ids) override;
  std::vector<absl::Status> Extend(absl::Span<const std::string> lease_ids,
                                   absl::Duration duration) override;
  absl::Status Fail(absl::string_view lease_id, absl::string_view reason, bool retriable) override;

  OutboxStats OutboxCounts() const;

 private:
  // A document in the log.
  struct Sent {
    std::string lease_id;  // of the local queue
    DocumentWrite write;
    LogPlace place;
    bool settled = false;
    absl::Time missing_since = absl::InfiniteFuture();
    absl::Time lost_since = absl::InfiniteFuture();  // the log ends before it
  };

  void KeepSending();
  // Sends or, after a restart, takes as sent.
  void Send(std::vector<LeasedWork> work);
  absl::StatusOr<std::vector<LogPlace>> SendPatiently(const std::vector<LeasedWork>& work);
  void KeepConfirming();
  void ConfirmOnce();
  bool MaySend() const ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return stopping_ || Unsettled() < options_.max_sent;
  }
  int Unsettled() const ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return static_cast<int>(static_cast<int64_t>(sent_.size()) - settled_);
  }
  // Those past which the workers are, at most so many, in turn, and the settled ones last; and those that the log lost.
  std::vector<uint64_t> Due(const std::vector<LogProgress>& progress, absl::Time now,
                            std::vector<uint64_t>& lost) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Settle(Sent& sent) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // Takes it out; gives its lease.
  std::string Remove(uint64_t id) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // Whether a document has been missing for long enough, now that its absence is known.
  bool IsMissing(Sent& sent, absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Forget(const std::vector<uint64_t>& ids);
  void SendAgain(const std::vector<uint64_t>& ids);

  const OutboxOptions options_;
  const std::unique_ptr<WorkQueue> local_;
  DocumentLog& log_;
  LogQueue& letters_;
  WrittenDocuments& stores_;

  mutable absl::Mutex mu_;
  std::map<uint64_t, Sent> sent_ ABSL_GUARDED_BY(mu_);       // in the order of sending
  std::map<std::string, int> resends_ ABSL_GUARDED_BY(mu_);  // by name, of what is not confirmed
  uint64_t last_id_ ABSL_GUARDED_BY(mu_) = 0;
  int64_t settled_ ABSL_GUARDED_BY(mu_) = 0;  // in sent_
  uint64_t last_asked_ ABSL_GUARDED_BY(mu_) = 0;
  uint64_t last_settled_asked_ ABSL_GUARDED_BY(mu_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  int64_t resent_total_ ABSL_GUARDED_BY(mu_) = 0;
  int64_t confirmed_total_ ABSL_GUARDED_BY(mu_) = 0;
  std::thread sender_;
  std::thread confirmer_;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_OUTBOX_OUTBOX_H_
