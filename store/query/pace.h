// Whether there is time for one more of many steps that take about as long each.

#ifndef STANDPOINT_STORE_QUERY_PACE_H_
#define STANDPOINT_STORE_QUERY_PACE_H_

#include <algorithm>

#include "absl/time/time.h"
#include "common/time/clock.h"

namespace standpoint {

// Threads: one at a time. Lifetime: the clock outlives it.
class Pace {
 public:
  explicit Pace(absl::Time deadline, const Clock& clock = *Clock::Real())
      : deadline_(deadline), clock_(clock), last_(clock.Now()) {}

  // To be asked before each step: whether twice what the slowest took is left.
  bool HasTime() {
    const absl::Time now = clock_.Now();
    slowest_ = std::max(slowest_, now - last_);
    last_ = now;
    return deadline_ - now > 2 * slowest_;
  }

 private:
  const absl::Time deadline_;
  const Clock& clock_;
  absl::Time last_;
  absl::Duration slowest_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_PACE_H_
