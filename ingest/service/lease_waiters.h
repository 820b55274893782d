// Leases that wait for work, many of them on one thread.

#ifndef STANDPOINT_INGEST_SERVICE_LEASE_WAITERS_H_
#define STANDPOINT_INGEST_SERVICE_LEASE_WAITERS_H_

#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/concurrency/executor.h"
#include "common/time/clock.h"
#include "queue/work_queue.h"

namespace standpoint {

// A lease as a caller wants it.
struct WantedLease {
  std::string owner;
  int max_items = 1;
  absl::Duration duration;
  absl::Time wait_until;  // answered empty then
  // Whether nobody wants the answer any more.
  absl::AnyInvocable<bool() const> cancelled;
  // Called once. What it gets is leased: it settles itself what it does not pass on.
  absl::AnyInvocable<void(absl::StatusOr<std::vector<LeasedWork>>)> done;
};

// A wanted lease is tried at once on the executor. If there is no work it waits in line with the
// others, and one thread waits at the source for the first of them; so a thousand idle workers cost
// one thread.
//
// Threads: safe. Lifetime: the arguments outlive it; all answers are given when it ends.
class LeaseWaiters {
 public:
  LeaseWaiters(WorkSource& source, Executor& executor, const Clock& clock);
  ~LeaseWaiters();

  // Errors, through `done`: RESOURCE_EXHAUSTED when the executor or the line is full; UNAVAILABLE
  // after Shutdown; those of the source.
  void Lease(WantedLease wanted);

  // Answers all that wait with UNAVAILABLE. Idempotent.
  void Shutdown();

 private:
  void TryOnce(WantedLease wanted);
  void Run();
  // Takes the line when it may go on, without those that nobody wants or whose time is over.
  std::vector<WantedLease> TakeLine();
  void PutBack(std::vector<WantedLease> line);
  bool HasWork() const ABSL_SHARED_LOCKS_REQUIRED(mu_) { return !line_.empty() || stopping_; }
  bool Idle() const ABSL_SHARED_LOCKS_REQUIRED(mu_) { return under_way_ == 0; }

  WorkSource& source_;
  Executor& executor_;
  const Clock& clock_;

  absl::Mutex mu_;
  std::vector<WantedLease> line_ ABSL_GUARDED_BY(mu_);
  int under_way_ ABSL_GUARDED_BY(mu_) = 0;  // on the executor
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  absl::Mutex join_mu_;
  std::thread thread_ ABSL_GUARDED_BY(join_mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_SERVICE_LEASE_WAITERS_H_
