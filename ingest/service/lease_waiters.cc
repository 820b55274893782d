#include "ingest/service/lease_waiters.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "common/status/errors.h"

namespace standpoint {
namespace {

constexpr size_t kMaxWaiting = 10'000;
constexpr absl::Duration kRetryAfter = absl::Seconds(1);
// How late a cancelled or ended wait may be noticed while the source is waited for.
constexpr absl::Duration kGlance = absl::Milliseconds(200);

absl::Status ShutDown() {
  return MakeError(absl::StatusCode::kUnavailable, "SERVER_SHUTTING_DOWN",
                   "the server is shutting down");
}

}  // namespace

LeaseWaiters::LeaseWaiters(WorkSource& source, Executor& executor, const Clock& clock)
    : source_(source), executor_(executor), clock_(clock), thread_([this] { Run(); }) {}

LeaseWaiters::~LeaseWaiters() {
  Shutdown();
  absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(this, &LeaseWaiters::Idle));
}

void LeaseWaiters::Shutdown() {
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
  }
  absl::MutexLock lock(&join_mu_);
  if (thread_.joinable()) {
    thread_.join();
  }
}

void LeaseWaiters::Lease(WantedLease wanted) {
  bool stopping;
  {
    absl::MutexLock lock(&mu_);
    stopping = stopping_;
    under_way_ += stopping ? 0 : 1;
  }
  if (stopping) {
    std::move(wanted.done)(ShutDown());
    return;
  }
  // Kept outside of the task, which is lost when the executor refuses it.
  auto shared = std::make_shared<WantedLease>(std::move(wanted));
  const bool scheduled = executor_.TrySchedule([this, shared] {
    TryOnce(std::move(*shared));
    absl::MutexLock lock(&mu_);
    --under_way_;
  });
  if (!scheduled) {
    std::move(shared->done)(Overloaded("leases", "too many are being handed out", kRetryAfter));
    absl::MutexLock lock(&mu_);
    --under_way_;
  }
}

void LeaseWaiters::TryOnce(WantedLease wanted) {
  if (wanted.cancelled()) {
    std::move(wanted.done)(std::vector<LeasedWork>());
    return;
  }
  auto work = source_.Lease(wanted.owner, wanted.max_items, wanted.duration, absl::ZeroDuration());
  if (!work.ok() || !work->empty() || clock_.Now() >= wanted.wait_until) {
    std::move(wanted.done)(std::move(work));
    return;
  }
  absl::Status refusal;
  {
    absl::MutexLock lock(&mu_);
    if (stopping_) {
      refusal = ShutDown();
    } else if (line_.size() >= kMaxWaiting) {
      refusal = Overloaded("leases", "too many wait for work", kRetryAfter);
    } else {
      line_.push_back(std::move(wanted));
      return;
    }
  }
  std::move(wanted.done)(std::move(refusal));
}

std::vector<WantedLease> LeaseWaiters::TakeLine() {
  std::vector<WantedLease> line;
  bool stopping;
  {
    absl::MutexLock lock(&mu_);
    mu_.Await(absl::Condition(this, &LeaseWaiters::HasWork));
    line = std::exchange(line_, {});
    stopping = stopping_;
  }
  std::vector<WantedLease> going_on;
  const absl::Time now = clock_.Now();
  for (WantedLease& wanted : line) {
    if (stopping) {
      std::move(wanted.done)(ShutDown());
    } else if (wanted.wait_until <= now || wanted.cancelled()) {
      std::move(wanted.done)(std::vector<LeasedWork>());
    } else {
      going_on.push_back(std::move(wanted));
    }
  }
  return going_on;
}

void LeaseWaiters::PutBack(std::vector<WantedLease> line) {
  absl::MutexLock lock(&mu_);
  std::move(line_.begin(), line_.end(), std::back_inserter(line));
  line_ = std::move(line);
}

void LeaseWaiters::Run() {
  for (;;) {
    std::vector<WantedLease> line = TakeLine();
    if (line.empty()) {
      absl::MutexLock lock(&mu_);
      if (stopping_ && line_.empty()) {
        return;
      }
      continue;
    }
    absl::Time until = clock_.Now() + kGlance;
    for (const WantedLease& wanted : line) {
      until = std::min(until, wanted.wait_until);
    }
    WantedLease& first = line.front();
    auto work = source_.Lease(first.owner, first.max_items, first.duration, until - clock_.Now());
    if (!work.ok() || !work->empty()) {
      std::move(first.done)(std::move(work));
      line.erase(line.begin());
    }
    PutBack(std::move(line));
  }
}

}  // namespace standpoint
