// A queue whose appends wait until the test lets them go.

#ifndef STANDPOINT_INGEST_PIPELINE_HELD_QUEUE_H_
#define STANDPOINT_INGEST_PIPELINE_HELD_QUEUE_H_

#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "queue/work_queue.h"

namespace standpoint {

// Appends only; nothing is ever leased. Threads: safe.
class HeldQueue final : public WorkQueue {
 public:
  // Answers every append that waits, and keeps its items when `status` is OK. Returns how many there were.
  int Release(const absl::Status& status = absl::OkStatus()) ABSL_LOCKS_EXCLUDED(mu_) {
    std::vector<Held> held;
    {
      absl::MutexLock lock(&mu_);
      held.swap(held_);
      for (Held& append : held) {
        if (status.ok()) {
          std::move(append.items.begin(), append.items.end(), std::back_inserter(items_));
        }
      }
    }
    for (Held& append : held) {
      append.done(status);
    }
    return static_cast<int>(held.size());
  }

  // Blocks until `count` appends wait.
  void AwaitHeld(size_t count) ABSL_LOCKS_EXCLUDED(mu_) {
    absl::MutexLock lock(&mu_);
    const auto enough = [this, count]()
                            ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) { return held_.size() >= count; };
    mu_.Await(absl::Condition(&enough));
  }

  std::vector<WorkItem> items() const ABSL_LOCKS_EXCLUDED(mu_) {
    absl::MutexLock lock(&mu_);
    return items_;
  }

  void Append(std::vector<WorkItem> items, AppendDone done) override ABSL_LOCKS_EXCLUDED(mu_) {
    absl::MutexLock lock(&mu_);
    held_.push_back({std::move(items), std::move(done)});
  }

  absl::StatusOr<std::vector<LeasedWork>> Lease(absl::string_view, int, absl::Duration,
                                                absl::Duration) override {
    return std::vector<LeasedWork>();
  }
  std::vector<absl::Status> Complete(absl::Span<const std::string> ids) override {
    return NotFound(ids);
  }
  std::vector<absl::Status> Release(absl::Span<const std::string> ids) override {
    return NotFound(ids);
  }
  std::vector<absl::Status> Extend(absl::Span<const std::string> ids, absl::Duration) override {
    return NotFound(ids);
  }
  absl::Status Fail(absl::string_view, absl::string_view, bool) override {
    return absl::NotFoundError("no lease");
  }
  absl::StatusOr<std::vector<DeadLetter>> ListDeadLetters(uint64_t, int) override {
    return std::vector<DeadLetter>();
  }
  absl::StatusOr<int64_t> DropDeadLetters(absl::string_view, bool) override { return 0; }
  absl::Status Redrive(uint64_t) override { return absl::NotFoundError("no dead letter"); }
  QueueStats Stats() override { return {}; }
  void Shutdown() override {}

 private:
  struct Held {
    std::vector<WorkItem> items;
    AppendDone done;
  };

  static std::vector<absl::Status> NotFound(absl::Span<const std::string> ids) {
    return std::vector<absl::Status>(ids.size(), absl::NotFoundError("no lease"));
  }

  mutable absl::Mutex mu_;
  std::vector<Held> held_ ABSL_GUARDED_BY(mu_);
  std::vector<WorkItem> items_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_PIPELINE_HELD_QUEUE_H_
