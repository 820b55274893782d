#include "analyze/isolate/child_pool.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "analyze/isolate/document_analyzer.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"

namespace standpoint {
namespace {

constexpr int kStartsPerCall = 3;
constexpr absl::Duration kFirstBackoff = absl::Milliseconds(100);
constexpr absl::Duration kMaxBackoff = absl::Seconds(30);

absl::Status Unavailable(absl::string_view why) {
  return MakeError(absl::StatusCode::kUnavailable, "ANALYSIS_UNAVAILABLE",
                   absl::StrCat("no analysis process comes up: ", why));
}

absl::Duration Backoff(int failed_starts) {
  return std::min(kMaxBackoff, kFirstBackoff * (1 << std::min(failed_starts - 1, 10)));
}

}  // namespace

ChildPool::ChildPool(ChildPoolOptions options)
    : options_(std::move(options)), to_spawn_(options_.processes) {
  spawner_ = std::thread([this] { KeepSpawning(); });
}

ChildPool::~ChildPool() {
  Cancel();
  spawner_.join();
}

void ChildPool::Cancel() {
  absl::MutexLock lock(&mu_);
  cancelled_ = true;
  RefuseWaiters(AnalysisCancelled());
  for (ChildProcess* child : alive_) {
    child->Kill();
  }
}

bool ChildPool::cancelled() const {
  absl::MutexLock lock(&mu_);
  return cancelled_;
}

int64_t ChildPool::started_total() const {
  absl::MutexLock lock(&mu_);
  return started_total_;
}

int64_t ChildPool::ResidentBytes() const {
  absl::MutexLock lock(&mu_);
  int64_t bytes = 0;
  for (const ChildProcess* child : alive_) {
    bytes += child->ResidentBytes();
  }
  return bytes;
}

absl::StatusOr<std::unique_ptr<ChildProcess>> ChildPool::Acquire(absl::Time deadline) {
  absl::Status failure;
  for (int start = 0; start < kStartsPerCall; ++start) {
    ASSIGN_OR_RETURN(Lent lent, AcquireAny(deadline));
    if (!lent.ready) {
      failure = AwaitReady(*lent.child);
    }
    if (lent.ready || failure.ok()) {
      absl::MutexLock lock(&mu_);
      failed_starts_ = 0;
      return std::move(lent.child);
    }
    const ProcessEnd end = Replace(std::move(lent.child));
    failure = Unavailable(absl::StrCat(failure.message(), "; it ", end.Describe()));
    absl::MutexLock lock(&mu_);
    if (cancelled_) {
      return AnalysisCancelled();
    }
    NoteFailedStart(failure);
  }
  return failure;
}

absl::Status ChildPool::AwaitReady(ChildProcess& child) const {
  internal::v1::IsolatedReply reply;
  RETURN_IF_ERROR(child.channel().Receive(reply, absl::Now() + options_.start_limit));
  return FromRpcStatus(reply.status());
}

absl::StatusOr<ChildPool::Lent> ChildPool::AcquireAny(absl::Time deadline) {
  absl::MutexLock lock(&mu_);
  if (cancelled_) {
    return AnalysisCancelled();
  }
  if (!idle_.empty()) {
    Lent lent = std::move(idle_.back());
    idle_.pop_back();
    return lent;
  }
  if (alive_.empty() && failed_starts_ > 0) {
    return start_error_;
  }
  Waiter waiter;
  waiters_.push_back(&waiter);
  mu_.AwaitWithDeadline(absl::Condition(&waiter, &Waiter::Served), deadline);
  if (waiter.lent.child != nullptr) {
    return std::move(waiter.lent);
  }
  if (!waiter.refusal.ok()) {
    return waiter.refusal;
  }
  waiters_.erase(std::find(waiters_.begin(), waiters_.end(), &waiter));
  return AnalysisDeadlinePassed();
}

void ChildPool::GiveBack(std::unique_ptr<ChildProcess> child) {
  absl::MutexLock lock(&mu_);
  Offer({std::move(child), /*ready=*/true});
}

void ChildPool::Offer(Lent lent) {
  if (waiters_.empty()) {
    idle_.push_back(std::move(lent));
  } else {
    waiters_.front()->lent = std::move(lent);
    waiters_.pop_front();
  }
}

ProcessEnd ChildPool::Replace(std::unique_ptr<ChildProcess> child) {
  {
    absl::MutexLock lock(&mu_);
    alive_.erase(child.get());
  }
  const ProcessEnd end = child->End();
  absl::MutexLock lock(&mu_);
  ++to_spawn_;
  return end;
}

void ChildPool::NoteFailedStart(absl::Status why) {
  ++failed_starts_;
  start_error_ = std::move(why);
  if (alive_.empty()) {
    RefuseWaiters(start_error_);
  }
}

void ChildPool::RefuseWaiters(const absl::Status& refusal) {
  for (Waiter* waiter : waiters_) {
    waiter->refusal = refusal;
  }
  waiters_.clear();
}

void ChildPool::KeepSpawning() {
  absl::MutexLock lock(&mu_);
  while (true) {
    mu_.Await(absl::Condition(
        +[](ChildPool* pool) ABSL_EXCLUSIVE_LOCKS_REQUIRED(pool->mu_) {
          return pool->cancelled_ || pool->to_spawn_ > 0;
        },
        this));
    if (failed_starts_ > 0) {
      mu_.AwaitWithTimeout(absl::Condition(&cancelled_), Backoff(failed_starts_));
    }
    if (cancelled_) {
      return;
    }
    mu_.Unlock();
    auto child = SpawnChild();
    mu_.Lock();
    if (!child.ok()) {
      NoteFailedStart(Unavailable(child.status().message()));
      continue;
    }
    --to_spawn_;
    ++started_total_;
    alive_.insert(child->get());
    if (cancelled_) {
      (*child)->Kill();
    }
    Offer({*std::move(child), /*ready=*/false});
  }
}

absl::StatusOr<std::unique_ptr<ChildProcess>> ChildPool::SpawnChild() const {
  ASSIGN_OR_RETURN(std::unique_ptr<ChildProcess> child,
                   ChildProcess::Spawn(options_.command, options_.variables,
                                       static_cast<size_t>(options_.setup.max_frame_bytes())));
  // A setup is small: it fits the socket's buffer, whether or not the child reads.
  RETURN_IF_ERROR(child->channel().Send(options_.setup, absl::Now() + options_.start_limit));
  return child;
}

}  // namespace standpoint
