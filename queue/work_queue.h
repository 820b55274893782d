// The durable queue of work between ingest and the workers. The queue knows nothing of documents: a
// piece of work is a key and bytes. Engines: queue/rocksdb (one machine), queue/kafka
// (cluster); both pass queue/conformance.
//
// Promise: what Append acknowledged is leased at least once and stays until it is completed or
// becomes a dead letter, whatever dies meanwhile. No order is promised between items.

#ifndef STANDPOINT_QUEUE_WORK_QUEUE_H_
#define STANDPOINT_QUEUE_WORK_QUEUE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"

namespace rocksdb {
class DB;
}

namespace standpoint {

// A piece of work as it is appended.
struct WorkItem {
  std::string key;  // what it is about, for dead-letter lists and partitioning; a document's name
  std::string payload;  // opaque bytes
};

// A piece of work that somebody holds until `expire_time`.
struct LeasedWork {
  std::string lease_id;  // names this lease; a later lease of the same item has another
  WorkItem item;
  int attempt = 0;  // 1 for the first
  absl::Time enqueue_time;
  absl::Time expire_time;
};

// A piece of work that was given up.
struct DeadLetter {
  uint64_t id = 0;  // grows with the time of death
  std::string key;
  std::string reason;
  int attempts = 0;
  absl::Time enqueue_time;
  absl::Time dead_time;
  int64_t size_bytes = 0;  // of the payload
};

// Counts at one moment. Totals count since the queue was opened.
struct QueueStats {
  int64_t waiting = 0;  // leasable now or after a back-off
  int64_t leased = 0;
  int64_t dead_letters = 0;
  int64_t size_bytes = 0;  // payloads of waiting and leased items
  int64_t max_count = 0;   // bound of waiting + leased; 0 when the engine has none
  int64_t max_bytes = 0;   // bound of size_bytes; 0 when the engine has none
  // Of waiting and leased items; InfiniteFuture when there are none.
  absl::Time oldest_enqueue_time = absl::InfiniteFuture();
  int64_t appended_total = 0;
  int64_t completed_total = 0;
  int64_t refused_total = 0;      // items of appends refused because the queue was full
  int64_t redelivered_total = 0;  // leases with attempt > 1
  int64_t dead_lettered_total = 0;
};

// The worker's end. Implemented by the queue itself and, over gRPC, by ingest/client.
//
// Threads: safe. Errors: INVALID_ARGUMENT for a count or a duration below 1; UNAVAILABLE when the
// queue cannot be reached, is shut down or cannot write at the moment; RESOURCE_EXHAUSTED when the
// disk is full; INTERNAL when what is on the disk cannot be read.
class WorkSource {
 public:
  virtual ~WorkSource() = default;

  // Leases up to `max_items` for `duration`, oldest first by preference; fewer when their payloads
  // are large. Blocks until at least one is there or `wait` has passed; an empty answer is not an
  // error. `owner` is for logs.
  virtual absl::StatusOr<std::vector<LeasedWork>> Lease(absl::string_view owner, int max_items,
                                                        absl::Duration duration,
                                                        absl::Duration wait) = 0;

  // The four ways to settle. Each gives one status per lease, in order: NOT_FOUND when the lease
  // has ended meanwhile (settled, or expired): somebody else may hold the item, so its result must
  // be idempotent. An engine may still honour a lease that expired and was not leased anew.
  //
  // Done: removes the item. Durable when it returns OK, up to one redelivery after a crash.
  virtual std::vector<absl::Status> Complete(absl::Span<const std::string> lease_ids) = 0;
  // Not begun: leasable at once, the attempt is not counted.
  virtual std::vector<absl::Status> Release(absl::Span<const std::string> lease_ids) = 0;
  // Still at it: the lease now ends `duration` from now.
  virtual std::vector<absl::Status> Extend(absl::Span<const std::string> lease_ids,
                                           absl::Duration duration) = 0;
  // Failed: leasable after a back-off that doubles with the attempts, or a dead letter with
  // `reason` when the attempts are used up or `retriable` is false. `reason` holds no document
  // text; 1,024 bytes of it are kept.
  virtual absl::Status Fail(absl::string_view lease_id, absl::string_view reason,
                            bool retriable) = 0;
};

// The whole queue.
class WorkQueue : public WorkSource {
 public:
  // Called once, on a thread of the queue: it must not block. OK: durable. RESOURCE_EXHAUSTED with
  // RetryInfo: the queue or its disk is full, nothing was appended. INVALID_ARGUMENT: never fits.
  // UNAVAILABLE: shut down, or the disk failed; then the items may yet appear, so a repeat may
  // append them twice.
  using AppendDone = absl::AnyInvocable<void(absl::Status)>;

  // Appends all `items` or none. Appends of many callers are committed together with one fsync.
  virtual void Append(std::vector<WorkItem> items, AppendDone done) = 0;

  // Append that waits; for callers with a thread to spare.
  absl::Status AppendAndWait(std::vector<WorkItem> items);

  // Dead letters with id > `after`, by id, at most `limit`.
  virtual absl::StatusOr<std::vector<DeadLetter>> ListDeadLetters(uint64_t after, int limit) = 0;

  // Makes a dead letter leasable again with its attempts forgotten. NOT_FOUND: there is none of
  // this id. RESOURCE_EXHAUSTED: the queue is full.
  virtual absl::Status Redrive(uint64_t dead_letter_id) = 0;

  // Drops dead letters whose key begins with `key_prefix`, and returns how many. `reclaim`: waits until
  // nothing of what was dropped or completed is left on the disk.
  virtual absl::StatusOr<int64_t> DropDeadLetters(absl::string_view key_prefix, bool reclaim) = 0;

  virtual QueueStats Stats() = 0;

  // The database under it, for backups; null where there is none.
  virtual rocksdb::DB* database() { return nullptr; }

  // Ends waiting leases with UNAVAILABLE, finishes appends under way, refuses later ones. What is
  // leased can still be settled. Idempotent; not to be called from an AppendDone.
  virtual void Shutdown() = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_WORK_QUEUE_H_
