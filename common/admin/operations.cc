#include "common/admin/operations.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "common/log/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

constexpr absl::string_view kPrefix = "operations/";
constexpr int kMaxRunning = 8;
constexpr size_t kMaxRemembered = 100;
constexpr absl::Duration kRetryAfter = absl::Seconds(5);

v1::Operation WithProgress(v1::Operation operation, int64_t done, int64_t total) {
  operation.set_done_count(done);
  operation.set_total_count(total);
  return operation;
}

}  // namespace

absl::StatusOr<uint64_t> OperationNumber(absl::string_view name) {
  uint64_t number = 0;
  absl::string_view digits = name;
  if (!absl::ConsumePrefix(&digits, kPrefix) || !absl::SimpleAtoi(digits, &number)) {
    return InvalidField("name", "must be operations/{operation}");
  }
  return number;
}

absl::Status OperationRun::Check() const {
  return cancelled() ? MakeError(absl::StatusCode::kCancelled, "CALL_CANCELLED",
                                 "the operation was cancelled")
                     : absl::OkStatus();
}

void OperationRun::Pause(absl::Duration duration) {
  absl::MutexLock lock(&mu_);
  mu_.AwaitWithTimeout(absl::Condition(this, &OperationRun::Ended), duration);
}

void OperationRun::Cancel() {
  absl::MutexLock lock(&mu_);
  cancelled_ = true;
}

Operations::~Operations() { Shutdown(); }

absl::Status Operations::CheckRoom(absl::string_view method, absl::string_view resource) const {
  if (stopping_) {
    return MakeError(absl::StatusCode::kUnavailable, "SERVER_SHUTTING_DOWN",
                     "the server is shutting down");
  }
  int running = 0;
  for (const auto& entry : entries_) {
    const v1::Operation& operation = entry->operation;
    if (operation.done()) {
      continue;
    }
    if (operation.method() == method && operation.resource() == resource) {
      return MakeError(absl::StatusCode::kAlreadyExists, "OPERATION_RUNNING",
                       absl::StrCat("the same goes on already, as ", operation.name()),
                       {{"operation", operation.name()}});
    }
    ++running;
  }
  return running < kMaxRunning ? absl::OkStatus()
                               : Overloaded("operations", "too many operations go on", kRetryAfter);
}

std::vector<std::unique_ptr<Operations::Entry>> Operations::TakeForgotten() {
  std::vector<std::unique_ptr<Entry>> forgotten;
  for (auto it = entries_.begin(); entries_.size() > kMaxRemembered && it != entries_.end();) {
    if ((*it)->operation.done()) {
      forgotten.push_back(std::move(*it));
      it = entries_.erase(it);
    } else {
      ++it;
    }
  }
  return forgotten;
}

absl::StatusOr<v1::Operation> Operations::Start(absl::string_view method,
                                                absl::string_view resource, Work work) {
  std::vector<std::unique_ptr<Entry>> forgotten;
  v1::Operation begun;
  {
    absl::MutexLock lock(&mu_);
    RETURN_IF_ERROR(CheckRoom(method, resource));
    const absl::Time now = clock_.Now();
    auto entry = std::make_unique<Entry>();
    last_number_ = std::max(last_number_ + 1,
                            static_cast<uint64_t>(std::max<int64_t>(absl::ToUnixMicros(now), 1)));
    entry->number = last_number_;
    entry->operation.set_name(absl::StrCat(kPrefix, entry->number));
    entry->operation.set_method(std::string(method));
    entry->operation.set_resource(std::string(resource));
    *entry->operation.mutable_start_time() = ToProtoTimestamp(now);
    begun = entry->operation;
    entry->thread =
        std::thread([this, raw = entry.get(), work = std::move(work)] { Run(raw, work); });
    entries_.push_back(std::move(entry));
    forgotten = TakeForgotten();
  }
  for (const auto& entry : forgotten) {
    entry->thread.join();
  }
  Log(Severity::kInfo, "operation_began",
      {{"operation", begun.name()}, {"method", method}, {"resource", resource}});
  return begun;
}

void Operations::Run(Entry* entry, const Work& work) {
  v1::Operation result;
  const absl::Status status = work(entry->run, &result);
  if (!status.ok()) {
    *result.mutable_error() = ToRpcStatus(status);
  }
  std::vector<std::function<void()>> waiting;
  {
    absl::MutexLock lock(&mu_);
    v1::Operation& operation = entry->operation;
    operation.MergeFrom(result);
    *operation.mutable_end_time() = ToProtoTimestamp(clock_.Now());
    operation.set_done(true);
    waiting.swap(entry->waiting);
    Log(status.ok() ? Severity::kInfo : Severity::kWarning, "operation_ended",
        {{"operation", operation.name()},
         {"method", operation.method()},
         {"message", status.message()}});
  }
  for (const std::function<void()>& ended : waiting) {
    ended();
  }
}

absl::StatusOr<Operations::Entry*> Operations::Find(absl::string_view name) const {
  ASSIGN_OR_RETURN(const uint64_t number, OperationNumber(name));
  for (const auto& entry : entries_) {
    if (entry->number == number) {
      return entry.get();
    }
  }
  return ResourceNotFound("standpoint.v1.Operation", name);
}

absl::StatusOr<v1::Operation> Operations::Get(absl::string_view name) const {
  absl::MutexLock lock(&mu_);
  ASSIGN_OR_RETURN(const Entry* entry, Find(name));
  return WithProgress(entry->operation, entry->run.done_, entry->run.total_);
}

absl::Status Operations::WhenEnded(absl::string_view name, std::function<void()> ended) {
  {
    absl::MutexLock lock(&mu_);
    ASSIGN_OR_RETURN(Entry* const entry, Find(name));
    if (!entry->operation.done()) {
      entry->waiting.push_back(std::move(ended));
      return absl::OkStatus();
    }
  }
  ended();
  return absl::OkStatus();
}

absl::Status Operations::Cancel(absl::string_view name) {
  absl::MutexLock lock(&mu_);
  ASSIGN_OR_RETURN(Entry* const entry, Find(name));
  entry->run.Cancel();
  return absl::OkStatus();
}

std::vector<v1::Operation> Operations::List(uint64_t before, int limit) const {
  absl::MutexLock lock(&mu_);
  std::vector<v1::Operation> operations;
  for (auto it = entries_.rbegin();
       it != entries_.rend() && static_cast<int>(operations.size()) < limit; ++it) {
    if ((*it)->number < before) {
      operations.push_back(WithProgress((*it)->operation, (*it)->run.done_, (*it)->run.total_));
    }
  }
  return operations;
}

void Operations::Shutdown() {
  std::vector<std::unique_ptr<Entry>> entries;
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
    for (const auto& entry : entries_) {
      entry->run.Cancel();
    }
    const auto all_ended = [this]() ABSL_SHARED_LOCKS_REQUIRED(mu_) {
      return std::all_of(entries_.begin(), entries_.end(),
                         [](const auto& entry) { return entry->operation.done(); });
    };
    mu_.Await(absl::Condition(&all_ended));
    entries.swap(entries_);
  }
  for (const auto& entry : entries) {
    entry->thread.join();
  }
}

}  // namespace standpoint
