// How long calls take, and when it is worth asking a second replica.

#ifndef STANDPOINT_ROUTER_FLEET_LATENCIES_H_
#define STANDPOINT_ROUTER_FLEET_LATENCIES_H_

#include <array>
#include <cstddef>
#include <map>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace standpoint {

// The 95th percentile of the last calls of one method. Threads: one at a time.
class Latencies {
 public:
  void Add(absl::Duration took);
  // Infinite before there are enough calls to tell.
  absl::Duration p95() const { return p95_; }

 private:
  static constexpr size_t kKept = 128;
  static constexpr size_t kEvery = 16;  // calls between two looks

  std::array<absl::Duration, kKept> last_;
  size_t count_ = 0;
  absl::Duration p95_ = absl::InfiniteDuration();
};

// Whether a call is asked of a second replica, and when. Second calls are a bounded share of all: a fleet that is slow as a
// whole is not asked twice as much. Source: J. Dean, L. Barroso: The Tail at Scale (2013).
// Threads: safe.
class Hedging {
 public:
  // `delay`: after which a call is hedged; zero: the 95th percentile of its method's last calls. `share`: second calls per
  // first call; 0: none.
  Hedging(absl::Duration delay, double share) : fixed_delay_(delay), share_(share) {}

  // A first call begins. Returns after how long to hedge; infinite: not.
  absl::Duration Begin(absl::string_view method) ABSL_LOCKS_EXCLUDED(mu_);
  // Whether the share allows a second call now, which then counts.
  bool MayHedge() ABSL_LOCKS_EXCLUDED(mu_);
  // A first call was answered.
  void Answered(absl::string_view method, absl::Duration took) ABSL_LOCKS_EXCLUDED(mu_);

 private:
  static constexpr double kMostSaved = 10;

  const absl::Duration fixed_delay_;
  const double share_;
  absl::Mutex mu_;
  double saved_ ABSL_GUARDED_BY(mu_) = 1;  // second calls that are allowed
  std::map<std::string, Latencies, std::less<>> latencies_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_FLEET_LATENCIES_H_
