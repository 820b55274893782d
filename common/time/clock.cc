#include "common/time/clock.h"

#include "absl/time/clock.h"

namespace standpoint {
namespace {

class RealClock : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }

  bool AwaitUntil(absl::Mutex& mu, const absl::Condition& condition, absl::Time deadline) override {
    return mu.AwaitWithDeadline(condition, deadline);
  }
};

}  // namespace

Clock* Clock::Real() {
  static RealClock* const clock = new RealClock;
  return clock;
}

absl::Time FakeClock::Now() const {
  absl::MutexLock lock(&mu_);
  return now_;
}

bool FakeClock::AwaitUntil(absl::Mutex& mu, const absl::Condition& condition, absl::Time deadline) {
  // Abseil evaluates conditions when `mu` is released; the fake time changes without it, hence the
  // short real wait.
  while (!condition.Eval()) {
    if (Now() >= deadline) {
      return false;
    }
    mu.AwaitWithTimeout(condition, absl::Milliseconds(1));
  }
  return true;
}

void FakeClock::Advance(absl::Duration by) {
  absl::MutexLock lock(&mu_);
  now_ += by;
}

}  // namespace standpoint
