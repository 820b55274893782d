#include "router/fleet/latencies.h"

#include <algorithm>

namespace standpoint {
namespace {

constexpr absl::Duration kLeastDelay = absl::Milliseconds(1);

}  // namespace

void Latencies::Add(absl::Duration took) {
  last_[count_++ % kKept] = took;
  if (count_ % kEvery != 0 || count_ < 2 * kEvery) {
    return;
  }
  std::array<absl::Duration, kKept> sorted = last_;
  const size_t size = std::min(count_, kKept);
  const size_t at = size * 95 / 100;
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<ptrdiff_t>(at),
                   sorted.begin() + static_cast<ptrdiff_t>(size));
  p95_ = sorted[at];
}

absl::Duration Hedging::Begin(absl::string_view method) {
  if (share_ <= 0) {
    return absl::InfiniteDuration();
  }
  const absl::MutexLock lock(&mu_);
  saved_ = std::min(saved_ + share_, kMostSaved);
  if (fixed_delay_ > absl::ZeroDuration()) {
    return fixed_delay_;
  }
  const auto known = latencies_.find(method);
  return known == latencies_.end() ? absl::InfiniteDuration()
                                   : std::max(kLeastDelay, known->second.p95());
}

bool Hedging::MayHedge() {
  const absl::MutexLock lock(&mu_);
  if (saved_ < 1) {
    return false;
  }
  saved_ -= 1;
  return true;
}

void Hedging::Answered(absl::string_view method, absl::Duration took) {
  const absl::MutexLock lock(&mu_);
  auto known = latencies_.find(method);
  if (known == latencies_.end()) {
    known = latencies_.try_emplace(std::string(method)).first;
  }
  known->second.Add(took);
}

}  // namespace standpoint
