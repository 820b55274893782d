#include "analyze/worker/retry.h"

#include <algorithm>
#include <random>

#include "common/status/errors.h"

namespace standpoint {

bool IsTransient(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kUnknown:
      return true;
    default:
      return false;
  }
}

absl::Duration Backoff::Next(const absl::Status& status) {
  thread_local std::minstd_rand random(std::random_device{}());
  std::uniform_real_distribution<double> shake(0.75, 1.0);
  const absl::Duration wait = next_ * shake(random);
  next_ = std::min(most_, next_ * 2);
  return std::max(wait, RetryDelay(status, absl::ZeroDuration()));
}

}  // namespace standpoint
