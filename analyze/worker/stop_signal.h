// A flag that is raised once, and a pause that ends when it is.

#ifndef STANDPOINT_ANALYZE_WORKER_STOP_SIGNAL_H_
#define STANDPOINT_ANALYZE_WORKER_STOP_SIGNAL_H_

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/time/clock.h"

namespace standpoint {

// Threads: safe. Lifetime: `clock` outlives it.
class StopSignal {
 public:
  explicit StopSignal(Clock* clock) : clock_(clock) {}

  void Raise() {
    absl::MutexLock lock(&mu_);
    raised_ = true;
  }

  bool raised() const {
    absl::MutexLock lock(&mu_);
    return raised_;
  }

  // Waits until it is raised or `duration` has passed; returns whether it is raised.
  bool AwaitFor(absl::Duration duration) {
    absl::MutexLock lock(&mu_);
    return clock_->AwaitUntil(mu_, absl::Condition(&raised_), clock_->Now() + duration);
  }

 private:
  Clock* const clock_;
  mutable absl::Mutex mu_;
  bool raised_ ABSL_GUARDED_BY(mu_) = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_STOP_SIGNAL_H_
