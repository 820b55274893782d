// Leasing from the log queue, and the ways to settle.

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "queue/kafka/log_queue_engine.h"
#include "queue/lease_ended.h"
#include "queue/reason.h"

namespace standpoint {

void LogQueueEngine::SetState(LogWork& work, LogWork::State state) {
  ready_ += (state == LogWork::kReady ? 1 : 0) - (work.state == LogWork::kReady ? 1 : 0);
  work.state = state;
}

LogQueueEngine::Changes LogQueueEngine::Tick() {
  const absl::Time now = options_.clock->Now();
  if (now < next_due_ && ready_ == 0) {
    return {};
  }
  next_due_ = absl::InfiniteFuture();
  Changes burials;
  for (auto& [partition, window] : windows_) {
    for (auto& [offset, work] : window.records.work()) {
      const bool waits = work.state == LogWork::kResting || work.state == LogWork::kLeased;
      if (waits && work.until <= now) {
        leases_.erase(work.lease_id);
        work.lease_id.clear();
        SetState(work, LogWork::kReady);
      } else if (waits) {
        next_due_ = std::min(next_due_, work.until);
      }
      if (work.state == LogWork::kReady && work.attempts >= options_.max_attempts) {
        SetState(work, LogWork::kBusy);
        auto burial = std::make_shared<Change>();
        burial->work = {partition, window.id, offset};
        burial->done = true;
        burial->records = {
            DeadRecordOf(burial->work, work, "LEASE_EXPIRED: the last attempt did not end")};
        burials.push_back(std::move(burial));
      }
    }
  }
  return burials;
}

absl::Status LogQueueEngine::EndWhatIsDue() {
  for (Changes burials = Tick(); !burials.empty(); burials = Tick()) {
    Await(burials);
    for (const auto& burial : burials) {
      totals_.dead_lettered_total += burial->status.ok() ? 1 : 0;
      if (LogWork* work = Find(burial->work); work != nullptr) {
        SetState(*work, LogWork::kReady);
        RETURN_IF_ERROR(burial->status);
      }
    }
  }
  return absl::OkStatus();
}

LogWrite LogQueueEngine::DeadRecordOf(const WorkRef& ref, const LogWork& work,
                                      absl::string_view reason) {
  WorkHeaders headers;
  headers.enqueue_time = work.enqueue_time;
  headers.attempts = work.attempts;
  headers.reason = ShortenReason(reason);
  headers.dead_time = options_.clock->Now();
  return DeadRecord(
      options_.topics, work.item,
      absl::StrCat(ref.partition.topic, "/", ref.partition.partition, "/", ref.offset), headers);
}

absl::StatusOr<std::vector<LeasedWork>> LogQueueEngine::Lease(absl::string_view /*owner*/,
                                                              int max_items,
                                                              absl::Duration duration,
                                                              absl::Duration wait) {
  if (max_items < 1) {
    return InvalidField("max_items", "must be at least 1");
  }
  if (duration <= absl::ZeroDuration()) {
    return InvalidField("lease_duration", "must be positive");
  }
  RETURN_IF_ERROR(Join());
  absl::MutexLock lock(&mu_);
  const absl::Time deadline = options_.clock->Now() + wait;
  while (!shut_down_) {
    RETURN_IF_ERROR(EndWhatIsDue());
    if (const Changes taken = TakeReady(max_items); !taken.empty()) {
      Await(taken);
      ASSIGN_OR_RETURN(std::vector<LeasedWork> leased, HandOut(taken, duration));
      if (!leased.empty()) {
        return leased;
      }
      continue;  // all of it went to another process meanwhile
    }
    if (options_.clock->Now() >= deadline) {
      return std::vector<LeasedWork>();
    }
    const absl::Time due = next_due_;
    const auto look_again = [this, due]() ABSL_SHARED_LOCKS_REQUIRED(mu_) {
      return MayLease() || next_due_ < due;
    };
    options_.clock->AwaitUntil(mu_, absl::Condition(&look_again), std::min(deadline, next_due_));
  }
  return MakeError(absl::StatusCode::kUnavailable, "QUEUE_SHUT_DOWN", "the queue is shut down");
}

// Oldest first. The attempts are counted in the changes.
LogQueueEngine::Changes LogQueueEngine::TakeReady(int max_items) {
  std::vector<std::pair<absl::Time, WorkRef>> ready;
  if (ready_ == 0) {
    return {};
  }
  for (auto& [partition, window] : windows_) {
    for (const auto& [offset, work] : window.records.work()) {
      if (work.state == LogWork::kReady) {
        ready.emplace_back(work.enqueue_time, WorkRef{partition, window.id, offset});
      }
    }
  }
  const size_t most = std::min(ready.size(), static_cast<size_t>(max_items));
  std::partial_sort(ready.begin(), ready.begin() + static_cast<std::ptrdiff_t>(most), ready.end(),
                    [](const auto& a, const auto& b) { return a.first < b.first; });
  Changes taken;
  int64_t bytes = 0;
  for (size_t i = 0; i < most; ++i) {
    LogWork& work = *Find(ready[i].second);
    bytes += static_cast<int64_t>(work.item.payload.size());
    if (!taken.empty() && bytes > options_.max_lease_bytes) {
      break;
    }
    SetState(work, LogWork::kBusy);
    ++work.attempts;
    taken.push_back(std::make_shared<Change>());
    taken.back()->work = ready[i].second;
  }
  return taken;
}

absl::StatusOr<std::vector<LeasedWork>> LogQueueEngine::HandOut(const Changes& taken,
                                                                absl::Duration duration) {
  std::vector<LeasedWork> leased;
  absl::Status failure;
  const absl::Time expire = options_.clock->Now() + duration;
  for (const auto& change : taken) {
    LogWork* work = Find(change->work);
    if (work == nullptr) {
      continue;
    }
    if (!change->status.ok()) {
      failure = change->status;
      --work->attempts;
      SetState(*work, LogWork::kReady);
      continue;
    }
    SetState(*work, LogWork::kLeased);
    work->until = expire;
    work->lease_id = absl::StrCat(session_, "-", ++last_lease_);
    next_due_ = std::min(next_due_, expire);
    leases_[work->lease_id] = change->work;
    totals_.redelivered_total += work->attempts > 1 ? 1 : 0;
    LeasedWork one;
    one.lease_id = work->lease_id;
    one.item = work->item;
    one.attempt = work->attempts;
    one.enqueue_time = work->enqueue_time;
    one.expire_time = expire;
    leased.push_back(std::move(one));
  }
  RETURN_IF_ERROR(failure);
  return leased;
}

LogWork* LogQueueEngine::Leased(absl::string_view lease_id, WorkRef* ref) {
  const auto lease = leases_.find(lease_id);
  if (lease == leases_.end()) {
    return nullptr;
  }
  *ref = lease->second;
  LogWork* work = Find(lease->second);
  const bool ended = work->state == LogWork::kLeased && work->until <= options_.clock->Now();
  return ended ? nullptr : work;
}

std::vector<absl::Status> LogQueueEngine::Complete(absl::Span<const std::string> lease_ids) {
  std::vector<Completion> completions;
  for (const std::string& id : lease_ids) {
    completions.push_back({id, {}});
  }
  return CompleteWith(std::move(completions));
}

std::vector<absl::Status> LogQueueEngine::CompleteWith(std::vector<Completion> completions) {
  std::vector<absl::Status> statuses(completions.size());
  Changes changes;
  std::vector<size_t> places;
  absl::MutexLock lock(&mu_);
  for (size_t i = 0; i < completions.size(); ++i) {
    WorkRef ref;
    LogWork* work = Leased(completions[i].lease_id, &ref);
    if (work == nullptr || work->state != LogWork::kLeased) {
      statuses[i] = LeaseEnded();
      continue;
    }
    SetState(*work, LogWork::kBusy);
    auto change = std::make_shared<Change>();
    change->work = ref;
    change->done = true;
    change->records = std::move(completions[i].records);
    changes.push_back(std::move(change));
    places.push_back(i);
  }
  Await(changes);
  for (size_t i = 0; i < changes.size(); ++i) {
    statuses[places[i]] = changes[i]->status;
    totals_.completed_total += changes[i]->status.ok() ? 1 : 0;
    if (LogWork* work = Find(changes[i]->work); work != nullptr) {
      SetState(*work, LogWork::kLeased);  // it could not be committed: the lease goes on
    }
  }
  return statuses;
}

std::vector<absl::Status> LogQueueEngine::Release(absl::Span<const std::string> lease_ids) {
  std::vector<absl::Status> statuses;
  absl::MutexLock lock(&mu_);
  for (const std::string& id : lease_ids) {
    WorkRef ref;
    LogWork* work = Leased(id, &ref);
    if (work == nullptr || work->state != LogWork::kLeased) {
      statuses.push_back(LeaseEnded());
      continue;
    }
    leases_.erase(id);
    work->lease_id.clear();
    --work->attempts;
    SetState(*work, LogWork::kReady);
    statuses.push_back(absl::OkStatus());
  }
  return statuses;
}

std::vector<absl::Status> LogQueueEngine::Extend(absl::Span<const std::string> lease_ids,
                                                 absl::Duration duration) {
  if (duration <= absl::ZeroDuration()) {
    return std::vector<absl::Status>(lease_ids.size(),
                                     InvalidField("lease_duration", "must be positive"));
  }
  std::vector<absl::Status> statuses;
  absl::MutexLock lock(&mu_);
  for (const std::string& id : lease_ids) {
    WorkRef ref;
    LogWork* work = Leased(id, &ref);
    if (work != nullptr) {
      work->until = options_.clock->Now() + duration;
      next_due_ = std::min(next_due_, work->until);
    }
    statuses.push_back(work != nullptr ? absl::OkStatus() : LeaseEnded());
  }
  return statuses;
}

absl::Status LogQueueEngine::Fail(absl::string_view lease_id, absl::string_view reason,
                                  bool retriable) {
  absl::MutexLock lock(&mu_);
  WorkRef ref;
  LogWork* work = Leased(lease_id, &ref);
  if (work == nullptr || work->state != LogWork::kLeased) {
    return LeaseEnded();
  }
  const bool again = retriable && work->attempts < options_.max_attempts;
  SetState(*work, LogWork::kBusy);
  auto change = std::make_shared<Change>();
  change->work = ref;
  change->done = true;
  if (again) {
    const uint64_t id = std::hash<std::string>()(work->item.key);
    const absl::Time not_before =
        options_.clock->Now() + BackOff(options_.back_off, work->attempts, id);
    change->records = {
        RetryRecord(options_.topics, work->item, work->enqueue_time, work->attempts, not_before)};
  } else {
    change->records = {DeadRecordOf(ref, *work, reason)};
  }
  Await({change});
  totals_.dead_lettered_total += change->status.ok() && !again ? 1 : 0;
  if (LogWork* kept = Find(ref); kept != nullptr) {
    SetState(*kept, LogWork::kLeased);
  }
  return change->status;
}

absl::Status LogQueueEngine::AwaitCaughtUp(int partitions, absl::Duration limit) {
  RETURN_IF_ERROR(Join());
  const absl::Time deadline = absl::Now() + limit;
  std::vector<TopicPartition> owned;
  {
    absl::MutexLock lock(&mu_);
    const auto all = [this, partitions]() ABSL_SHARED_LOCKS_REQUIRED(mu_) {
      return static_cast<int>(windows_.size()) >= partitions;
    };
    mu_.AwaitWithDeadline(absl::Condition(&all), deadline);
    for (const auto& [partition, window] : windows_) {
      owned.push_back(partition);
    }
  }
  for (const TopicPartition& partition : owned) {
    ASSIGN_OR_RETURN(const LogRange range, asker_->Range(partition, deadline - absl::Now()));
    absl::MutexLock lock(&mu_);
    const int64_t end = std::max(range.end, written_[partition]);
    const auto read = [&]() ABSL_SHARED_LOCKS_REQUIRED(mu_) {
      const auto window = windows_.find(partition);
      return window == windows_.end() || window->second.records.next().value_or(0) >= end;
    };
    if (!mu_.AwaitWithDeadline(absl::Condition(&read), deadline)) {
      return absl::DeadlineExceededError("not caught up");
    }
  }
  absl::MutexLock lock(&mu_);
  return static_cast<int>(owned.size()) >= partitions
             ? EndWhatIsDue()
             : absl::DeadlineExceededError(absl::StrCat("owns ", owned.size(), " partitions"));
}

}  // namespace standpoint
