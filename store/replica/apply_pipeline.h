// Records on their way into the store: prepared several at a time, written in the order in which they came.

#ifndef STANDPOINT_STORE_REPLICA_APPLY_PIPELINE_H_
#define STANDPOINT_STORE_REPLICA_APPLY_PIPELINE_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/concurrency/executor.h"
#include "store/replica/log_source.h"
#include "store/write/change.h"
#include "store/write/writer.h"

namespace standpoint {

// A record that the store is through with.
struct SettledRecord {
  int partition = 0;
  int64_t offset = 0;
  size_t bytes = 0;            // of its value
  absl::Status skipped;        // OK: it is applied; else no replica can ever store it, and why
  std::string removed_corpus;  // "corpora/news" when it removed one and wants its bytes gone, too
};

// Decoding and encoding run on the executor; whoever finishes the record whose turn it is hands it, and what is ready behind
// it, to the writer, which writes many with one fsync. Memory is bounded by the bytes that are under way.
//
// Threads: one for Start, Add and Drain. Lifetime: the arguments outlive it; its destructor waits for what is under way.
class ApplyPipeline {
 public:
  // Called for each record that is settled, in the order of its partition but for what is skipped; must not block.
  using OnSettled = std::function<void(const SettledRecord&)>;

  ApplyPipeline(Writer* writer, Executor* executor, size_t max_bytes, OnSettled on_settled);
  ~ApplyPipeline() { (void)Drain(); }

  // Begins anew behind positions of the store; nothing is under way.
  void Start(std::map<int, int64_t> next_offsets);

  // Takes the next record of its partition, waiting while too much is under way. Returns false, and drops it, after a failure.
  bool Add(LogEntry entry);

  // Whether nothing failed since Start.
  bool ok() const {
    absl::MutexLock lock(&mu_);
    return failure_.ok();
  }

  // Waits until nothing is under way. The first failure since Start: FAILED_PRECONDITION, reason FORMAT_TOO_NEW, for what a
  // newer program wrote; INTERNAL on a broken disk; UNAVAILABLE when the writer was shut down. What follows a failure is
  // dropped, so that nothing is left out.
  absl::Status Drain();

 private:
  struct Record {
    LogEntry entry;  // its value until it is prepared
    uint64_t hash = 0;
    size_t value_bytes = 0;
    size_t bytes = 0;  // that it takes now
    bool ready = false;
    absl::Status status;  // of preparing it
    Change change;
    bool reclaims = false;
  };

  void Prepare(const std::shared_ptr<Record>& record);
  // Hands what is ready, from the front on, to the writer; one thread at a time does. Ends a task.
  void Submit() ABSL_LOCKS_EXCLUDED(mu_);
  void Write(const std::shared_ptr<Record>& record);
  void Settle(const Record& record, const absl::Status& status);

  bool HasRoom() const ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return bytes_ < max_bytes_ || !failure_.ok();
  }
  bool IsIdle() const ABSL_SHARED_LOCKS_REQUIRED(mu_) { return under_way_ == 0 && tasks_ == 0; }

  Writer* const writer_;
  Executor* const executor_;
  const size_t max_bytes_;
  const OnSettled on_settled_;

  mutable absl::Mutex mu_;
  std::deque<std::shared_ptr<Record>> records_ ABSL_GUARDED_BY(mu_);  // not handed over yet
  bool submitting_ ABSL_GUARDED_BY(mu_) = false;
  int64_t tasks_ ABSL_GUARDED_BY(mu_) = 0;      // that prepare or submit
  int64_t under_way_ ABSL_GUARDED_BY(mu_) = 0;  // not settled yet
  size_t bytes_ ABSL_GUARDED_BY(mu_) = 0;       // of those
  absl::Status failure_ ABSL_GUARDED_BY(mu_);

  std::map<int, int64_t>
      next_offsets_;  // where the next mark of a partition begins; of who submits
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_APPLY_PIPELINE_H_
