// Time as a thing that is handed in, so that tests turn it by hand instead of sleeping.

#ifndef STANDPOINT_COMMON_TIME_CLOCK_H_
#define STANDPOINT_COMMON_TIME_CLOCK_H_

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace standpoint {

// Tells the time. Threads: safe.
class Clock {
 public:
  virtual ~Clock() = default;

  // Wall-clock time; may step back when the machine's clock is set.
  virtual absl::Time Now() const = 0;

  // Blocks, releasing `mu` (held), until `condition` holds, `deadline` has come by this clock, or
  // another thread changes what `condition` reads under `mu`. Returns whether `condition` holds.
  // Lifetime: waiters end before the clock.
  virtual bool AwaitUntil(absl::Mutex& mu, const absl::Condition& condition,
                          absl::Time deadline) = 0;

  // The machine's clock; lives for ever.
  static Clock* Real();
};

// Stands still until it is advanced.
class FakeClock : public Clock {
 public:
  explicit FakeClock(absl::Time now = absl::FromUnixSeconds(1'700'000'000)) : now_(now) {}

  absl::Time Now() const override;
  bool AwaitUntil(absl::Mutex& mu, const absl::Condition& condition, absl::Time deadline) override;

  // Moves time on and wakes whoever waits for it.
  void Advance(absl::Duration by);

 private:
  mutable absl::Mutex mu_;
  absl::Time now_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TIME_CLOCK_H_
