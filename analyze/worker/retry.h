// When the worker tries again what its neighbours refused.

#ifndef STANDPOINT_ANALYZE_WORKER_RETRY_H_
#define STANDPOINT_ANALYZE_WORKER_RETRY_H_

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace standpoint {

// Whether the same call may succeed later: the neighbour is away, overloaded or ill, and it is not
// about the item.
bool IsTransient(const absl::Status& status);

// Waits that double up to a bound and are shaken by a quarter, so that workers do not come back all
// at once. Threads: one at a time.
class Backoff {
 public:
  Backoff(absl::Duration first, absl::Duration most) : first_(first), most_(most), next_(first) {}

  // How long to wait before the next attempt; at least what `status`'s RetryInfo asks for.
  absl::Duration Next(const absl::Status& status);

  // After a success.
  void Reset() { next_ = first_; }

 private:
  const absl::Duration first_;
  const absl::Duration most_;
  absl::Duration next_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_RETRY_H_
