#include "store/service/visibility_gate.h"

#include <algorithm>
#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/record/applied.h"

namespace standpoint {
namespace {

constexpr size_t kMaxWaiters = 1000;
constexpr absl::Duration kMaxWait = absl::Seconds(10);
constexpr absl::Duration kRetryAfter = absl::Milliseconds(500);

absl::StatusOr<bool> IsVisible(const Snapshot& snapshot, const WrittenDocument& document) {
  ASSIGN_OR_RETURN(const DocumentName name,
                   DocumentName::Parse("min_consistency_token", document.name));
  return IsApplied(snapshot, name.corpus, name.document, document.revision);
}

// Leaves in `documents` what is not visible yet.
absl::Status DropVisible(const Snapshot& snapshot, std::vector<WrittenDocument>* documents) {
  std::vector<WrittenDocument> missing;
  for (WrittenDocument& document : *documents) {
    ASSIGN_OR_RETURN(const bool visible, IsVisible(snapshot, document));
    if (!visible) {
      missing.push_back(std::move(document));
    }
  }
  *documents = std::move(missing);
  return absl::OkStatus();
}

absl::Status NotYetVisible() {
  return MakeError(absl::StatusCode::kUnavailable, "NOT_YET_VISIBLE",
                   "a write of min_consistency_token is not visible yet; its document may be a "
                   "dead letter");
}

absl::Status DeadlinePassed() {
  return MakeError(absl::StatusCode::kDeadlineExceeded, "DEADLINE_PASSED",
                   "the deadline came before the writes of min_consistency_token were visible");
}

}  // namespace

VisibilityGate::VisibilityGate(Engine* engine, Clock* clock)
    : engine_(engine), clock_(clock), thread_([this] { Run(); }) {}

VisibilityGate::~VisibilityGate() {
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
  }
  thread_.join();
}

void VisibilityGate::Refuse(absl::Status refusal) {
  absl::MutexLock lock(&refusal_mu_);
  refusal_ = std::move(refusal);
}

absl::Status VisibilityGate::Refusal() const {
  absl::ReaderMutexLock lock(&refusal_mu_);
  return refusal_;
}

void VisibilityGate::Wait(std::vector<WrittenDocument> documents, absl::Time deadline, Done done) {
  absl::Status seen = Refusal();
  if (seen.ok()) {
    seen = DropVisible(*engine_->GetSnapshot(), &documents);
  }
  if (!seen.ok() || documents.empty()) {
    done(seen);
    return;
  }
  const absl::Time longest = clock_->Now() + kMaxWait;
  Waiter waiter{std::move(documents), std::min(deadline, longest),
                deadline < longest ? DeadlinePassed() : NotYetVisible(), std::move(done)};
  {
    absl::MutexLock lock(&mu_);
    if (!stopping_ && waiters_.size() < kMaxWaiters) {
      waiters_.push_back(std::move(waiter));
      written_ = true;  // what was written since the look above may be it
      return;
    }
  }
  waiter.done(Overloaded("store", "too many queries wait for writes", kRetryAfter));
}

void VisibilityGate::Written() {
  absl::MutexLock lock(&mu_);
  written_ = written_ || looking_ || !waiters_.empty();
}

bool VisibilityGate::TakeWaiters(std::list<Waiter>* waiters) {
  absl::MutexLock lock(&mu_);
  absl::Time first = absl::InfiniteFuture();
  for (const Waiter& waiter : waiters_) {
    first = std::min(first, waiter.until);
  }
  clock_->AwaitUntil(mu_, absl::Condition(this, &VisibilityGate::HasWork), first);
  written_ = false;
  waiters->splice(waiters->end(), waiters_);
  looking_ = true;
  return !stopping_;
}

void VisibilityGate::Run() {
  std::list<Waiter> waiters;
  while (TakeWaiters(&waiters)) {
    const auto snapshot = engine_->GetSnapshot();
    const absl::Time now = clock_->Now();
    for (auto it = waiters.begin(); it != waiters.end();) {
      const absl::Status seen = DropVisible(*snapshot, &it->documents);
      if (!seen.ok() || it->documents.empty() || now >= it->until) {
        it->done(!seen.ok() || it->documents.empty() ? seen : it->late);
        it = waiters.erase(it);
      } else {
        ++it;
      }
    }
    absl::MutexLock lock(&mu_);
    waiters_.splice(waiters_.end(), waiters);
    looking_ = false;
  }
  for (Waiter& waiter : waiters) {
    waiter.done(
        MakeError(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "the store is shutting down"));
  }
}

}  // namespace standpoint
