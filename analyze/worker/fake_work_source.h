// A work queue in memory, for tests of those who lease from it.

#ifndef STANDPOINT_ANALYZE_WORKER_FAKE_WORK_SOURCE_H_
#define STANDPOINT_ANALYZE_WORKER_FAKE_WORK_SOURCE_H_

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "queue/work_queue.h"

namespace standpoint {

// What became of things so far.
struct FakeQueueState {
  int waiting = 0;
  int leased = 0;
  int completed = 0;
  int released = 0;
  int extended = 0;                         // leases, each time
  std::map<std::string, std::string> dead;  // reason by key
  std::map<std::string, int> attempts;      // by key
};

// Leases do not expire by themselves and failed items are leasable at once. Threads: safe.
class FakeWorkSource final : public WorkSource {
 public:
  explicit FakeWorkSource(int max_attempts = 3) : max_attempts_(max_attempts) {}

  void Append(WorkItem item);
  // While set, every call answers with it.
  void SetFailure(absl::Status failure);
  // Every lease ends; the items are leasable again.
  void ExpireAll();

  FakeQueueState State() const;
  // Waits until `holds` does; false after a minute.
  bool Await(absl::FunctionRef<bool(const FakeQueueState&)> holds) const;

  absl::StatusOr<std::vector<LeasedWork>> Lease(absl::string_view owner, int max_items,
                                                absl::Duration duration,
                                                absl::Duration wait) override;
  std::vector<absl::Status> Complete(absl::Span<const std::string> lease_ids) override;
  std::vector<absl::Status> Release(absl::Span<const std::string> lease_ids) override;
  std::vector<absl::Status> Extend(absl::Span<const std::string> lease_ids,
                                   absl::Duration duration) override;
  absl::Status Fail(absl::string_view lease_id, absl::string_view reason, bool retriable) override;

 private:
  struct Entry {
    WorkItem item;
    int attempts = 0;
  };

  FakeQueueState StateLocked() const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  // The answer for each lease: `settle` on the known ones.
  std::vector<absl::Status> ForEach(absl::Span<const std::string> lease_ids, bool end,
                                    absl::FunctionRef<void(Entry)> settle);

  const int max_attempts_;
  mutable absl::Mutex mu_;
  absl::Status failure_ ABSL_GUARDED_BY(mu_);
  std::deque<Entry> waiting_ ABSL_GUARDED_BY(mu_);
  std::map<std::string, Entry, std::less<>> leased_ ABSL_GUARDED_BY(mu_);
  int next_lease_ ABSL_GUARDED_BY(mu_) = 0;
  FakeQueueState state_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_FAKE_WORK_SOURCE_H_
