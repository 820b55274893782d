#include "analyze/worker/fake_work_source.h"

#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"

namespace standpoint {

void FakeWorkSource::Append(WorkItem item) {
  absl::MutexLock lock(&mu_);
  waiting_.push_back({std::move(item), 0});
}

void FakeWorkSource::SetFailure(absl::Status failure) {
  absl::MutexLock lock(&mu_);
  failure_ = std::move(failure);
}

void FakeWorkSource::ExpireAll() {
  absl::MutexLock lock(&mu_);
  for (auto& [id, entry] : leased_) {
    waiting_.push_back(std::move(entry));
  }
  leased_.clear();
}

FakeQueueState FakeWorkSource::StateLocked() const {
  FakeQueueState state = state_;
  state.waiting = static_cast<int>(waiting_.size());
  state.leased = static_cast<int>(leased_.size());
  return state;
}

FakeQueueState FakeWorkSource::State() const {
  absl::MutexLock lock(&mu_);
  return StateLocked();
}

bool FakeWorkSource::Await(absl::FunctionRef<bool(const FakeQueueState&)> holds) const {
  const auto condition = [&]() ABSL_SHARED_LOCKS_REQUIRED(mu_) { return holds(StateLocked()); };
  absl::MutexLock lock(&mu_);
  return mu_.AwaitWithTimeout(absl::Condition(&condition), absl::Minutes(1));
}

absl::StatusOr<std::vector<LeasedWork>> FakeWorkSource::Lease(absl::string_view, int max_items,
                                                              absl::Duration, absl::Duration wait) {
  const auto ready = [&]() ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return !waiting_.empty() || !failure_.ok();
  };
  absl::MutexLock lock(&mu_);
  mu_.AwaitWithTimeout(absl::Condition(&ready), wait);
  if (!failure_.ok()) {
    return failure_;
  }
  std::vector<LeasedWork> leased;
  while (!waiting_.empty() && static_cast<int>(leased.size()) < max_items) {
    Entry entry = std::move(waiting_.front());
    waiting_.pop_front();
    LeasedWork work;
    work.lease_id = absl::StrCat("lease-", ++next_lease_);
    work.item = entry.item;
    work.attempt = ++entry.attempts;
    state_.attempts[entry.item.key] = entry.attempts;
    leased_[work.lease_id] = std::move(entry);
    leased.push_back(std::move(work));
  }
  return leased;
}

std::vector<absl::Status> FakeWorkSource::ForEach(absl::Span<const std::string> lease_ids, bool end,
                                                  absl::FunctionRef<void(Entry)> settle) {
  absl::MutexLock lock(&mu_);
  std::vector<absl::Status> statuses;
  for (const std::string& id : lease_ids) {
    const auto found = leased_.find(id);
    if (!failure_.ok()) {
      statuses.push_back(failure_);
    } else if (found == leased_.end()) {
      statuses.push_back(absl::NotFoundError("the lease has ended"));
    } else {
      settle(found->second);
      if (end) {
        leased_.erase(found);
      }
      statuses.push_back(absl::OkStatus());
    }
  }
  return statuses;
}

std::vector<absl::Status> FakeWorkSource::Complete(absl::Span<const std::string> lease_ids) {
  return ForEach(lease_ids, /*end=*/true,
                 [this](const Entry&) ABSL_NO_THREAD_SAFETY_ANALYSIS { ++state_.completed; });
}

std::vector<absl::Status> FakeWorkSource::Release(absl::Span<const std::string> lease_ids) {
  return ForEach(lease_ids, /*end=*/true, [this](Entry entry) ABSL_NO_THREAD_SAFETY_ANALYSIS {
    ++state_.released;
    --entry.attempts;
    waiting_.push_back(std::move(entry));
  });
}

std::vector<absl::Status> FakeWorkSource::Extend(absl::Span<const std::string> lease_ids,
                                                 absl::Duration) {
  return ForEach(lease_ids, /*end=*/false,
                 [this](const Entry&) ABSL_NO_THREAD_SAFETY_ANALYSIS { ++state_.extended; });
}

absl::Status FakeWorkSource::Fail(absl::string_view lease_id, absl::string_view reason,
                                  bool retriable) {
  const std::string id(lease_id);
  return ForEach({&id, 1}, /*end=*/true,
                 [&](Entry entry) ABSL_NO_THREAD_SAFETY_ANALYSIS {
                   if (retriable && entry.attempts < max_attempts_) {
                     waiting_.push_back(std::move(entry));
                   } else {
                     state_.dead[entry.item.key] = std::string(reason);
                   }
                 })
      .front();
}

}  // namespace standpoint
