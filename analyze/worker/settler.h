// Tells the queue what became of each lease, as often as it takes.

#ifndef STANDPOINT_ANALYZE_WORKER_SETTLER_H_
#define STANDPOINT_ANALYZE_WORKER_SETTLER_H_

#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "analyze/worker/held_leases.h"
#include "analyze/worker/retry.h"
#include "analyze/worker/worker_metrics.h"
#include "common/time/clock.h"
#include "queue/work_queue.h"

namespace standpoint {

// Settlements are collected while a call is under way and sent together. While the queue is away
// they wait (the heartbeat keeps their leases, and their documents count as held); what the queue
// does not know any more is dropped. Threads: safe. Lifetime: the arguments outlive it.
class Settler {
 public:
  Settler(WorkSource& source, HeldLeases& held, WorkerMetrics& metrics, Backoff backoff,
          Clock* clock);
  ~Settler();

  Settler(const Settler&) = delete;
  Settler& operator=(const Settler&) = delete;

  void Complete(std::string lease_id);
  void Release(std::string lease_id);
  // `reason` without document text.
  void Fail(std::string lease_id, std::string reason, bool retriable);

  // The lease ended without us: completed by whoever took the document over, or lost. Nothing is sent.
  void Drop(absl::string_view lease_id) { held_.Drop(lease_id); }

  // No more settlements come. Returns when all are sent, or at `deadline`: what is left returns to
  // the queue when its lease expires. Once.
  void Finish(absl::Time deadline);

 private:
  struct Failure {
    std::string lease_id;
    std::string reason;
    bool retriable = false;
  };
  struct Settlements {
    std::vector<std::string> complete;
    std::vector<std::string> release;
    std::vector<Failure> fail;
    bool empty() const { return complete.empty() && release.empty() && fail.empty(); }
    void Append(Settlements more);
  };
  using Settle = std::vector<absl::Status> (WorkSource::*)(absl::Span<const std::string>);

  void Run();
  // What must be tried again, with `failure` saying why.
  Settlements Send(Settlements settlements, absl::Status& failure);
  std::vector<std::string> SendIds(Settle settle, std::vector<std::string> ids,
                                   absl::Status& failure);
  bool HasWork() const ABSL_SHARED_LOCKS_REQUIRED(mu_) { return finishing_ || !waiting_.empty(); }

  WorkSource& source_;
  HeldLeases& held_;
  WorkerMetrics& metrics_;
  Backoff backoff_;
  Clock* const clock_;

  absl::Mutex mu_;
  Settlements waiting_ ABSL_GUARDED_BY(mu_);
  bool finishing_ ABSL_GUARDED_BY(mu_) = false;
  bool gave_up_ ABSL_GUARDED_BY(mu_) = false;
  bool finished_ ABSL_GUARDED_BY(mu_) = false;

  std::thread thread_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_SETTLER_H_
