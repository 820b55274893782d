#include "analyze/worker/settler.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace standpoint {
namespace {

constexpr size_t kMaxSettlements = 1000;  // in one call, as WorkService allows

template <typename T>
void MoveTo(std::vector<T> from, std::vector<T>& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

void Settler::Settlements::Append(Settlements more) {
  MoveTo(std::move(more.complete), complete);
  MoveTo(std::move(more.release), release);
  MoveTo(std::move(more.fail), fail);
}

Settler::Settler(WorkSource& source, HeldLeases& held, WorkerMetrics& metrics, Backoff backoff,
                 Clock* clock)
    : source_(source), held_(held), metrics_(metrics), backoff_(backoff), clock_(clock) {
  thread_ = std::thread([this] { Run(); });
}

Settler::~Settler() {
  if (thread_.joinable()) {
    Finish(absl::InfinitePast());
  }
}

void Settler::Complete(std::string lease_id) {
  absl::MutexLock lock(&mu_);
  waiting_.complete.push_back(std::move(lease_id));
}

void Settler::Release(std::string lease_id) {
  absl::MutexLock lock(&mu_);
  waiting_.release.push_back(std::move(lease_id));
}

void Settler::Fail(std::string lease_id, std::string reason, bool retriable) {
  absl::MutexLock lock(&mu_);
  waiting_.fail.push_back({std::move(lease_id), std::move(reason), retriable});
}

void Settler::Finish(absl::Time deadline) {
  {
    absl::MutexLock lock(&mu_);
    finishing_ = true;
    clock_->AwaitUntil(mu_, absl::Condition(&finished_), deadline);
    gave_up_ = true;
  }
  thread_.join();
}

void Settler::Run() {
  absl::MutexLock lock(&mu_);
  while (!gave_up_) {
    mu_.Await(absl::Condition(this, &Settler::HasWork));
    if (waiting_.empty()) {
      break;
    }
    Settlements settlements = std::exchange(waiting_, {});
    absl::Status failure;
    mu_.Unlock();
    Settlements again = Send(std::move(settlements), failure);
    mu_.Lock();
    if (again.empty()) {
      backoff_.Reset();
      continue;
    }
    waiting_.Append(std::move(again));
    metrics_.queue_retries.Increment();
    clock_->AwaitUntil(mu_, absl::Condition(&gave_up_), clock_->Now() + backoff_.Next(failure));
  }
  finished_ = true;
}

Settler::Settlements Settler::Send(Settlements settlements, absl::Status& failure) {
  const absl::Time begin = clock_->Now();
  Settlements again;
  again.complete = SendIds(&WorkSource::Complete, std::move(settlements.complete), failure);
  again.release = SendIds(&WorkSource::Release, std::move(settlements.release), failure);
  for (Failure& fail : settlements.fail) {
    const absl::Status status = source_.Fail(fail.lease_id, fail.reason, fail.retriable);
    if (!status.ok() && IsTransient(status)) {
      failure = status;
      again.fail.push_back(std::move(fail));
    } else {
      held_.Drop(fail.lease_id);
    }
  }
  metrics_.settle_seconds.Observe(absl::ToDoubleSeconds(clock_->Now() - begin));
  return again;
}

std::vector<std::string> Settler::SendIds(Settle settle, std::vector<std::string> ids,
                                          absl::Status& failure) {
  std::vector<std::string> again;
  for (size_t begin = 0; begin < ids.size(); begin += kMaxSettlements) {
    const auto some = absl::MakeSpan(ids).subspan(begin, kMaxSettlements);
    const std::vector<absl::Status> statuses = (source_.*settle)(some);
    for (size_t i = 0; i < some.size(); ++i) {
      if (!statuses[i].ok() && IsTransient(statuses[i])) {
        failure = statuses[i];
        again.push_back(std::move(some[i]));
      } else {
        held_.Drop(some[i]);
      }
    }
  }
  return again;
}

}  // namespace standpoint
