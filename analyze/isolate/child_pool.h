// Child processes that come up, are lent one caller at a time, and are replaced when they break.

#ifndef STANDPOINT_ANALYZE_ISOLATE_CHILD_POOL_H_
#define STANDPOINT_ANALYZE_ISOLATE_CHILD_POOL_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "analyze/isolate/child_process.h"
#include "standpoint/internal/v1/isolate.pb.h"

namespace standpoint {

struct ChildPoolOptions {
  std::vector<std::string> command;
  std::vector<std::string> variables;  // as ChildProcess::Spawn
  int processes = 1;
  internal::v1::IsolatedSetup setup;  // first message to each child; `max_frame_bytes` > 0
  // How long a child may take to answer the setup.
  absl::Duration start_limit = absl::Seconds(30);
};

// Callers are served in the order of their arrival. Children that do not come up are tried again
// with a back-off. Threads: safe.
class ChildPool {
 public:
  // Begins to start the children.
  explicit ChildPool(ChildPoolOptions options);
  // Nobody holds a child or waits for one. Ends the children.
  ~ChildPool();

  // A child that can work, for this caller alone until GiveBack or Replace.
  // Errors: DEADLINE_EXCEEDED; UNAVAILABLE, ANALYSIS_UNAVAILABLE when children do not come up;
  // CANCELLED.
  absl::StatusOr<std::unique_ptr<ChildProcess>> Acquire(absl::Time deadline);

  void GiveBack(std::unique_ptr<ChildProcess> child);

  // Ends a broken child, tells how it ended, and has another started.
  ProcessEnd Replace(std::unique_ptr<ChildProcess> child);

  // Kills all children and refuses waiting and later callers.
  void Cancel();
  bool cancelled() const;

  // Children started so far, replacements included.
  int64_t started_total() const;
  // Unit: bytes of memory that the children hold now.
  int64_t ResidentBytes() const;

 private:
  struct Lent {
    std::unique_ptr<ChildProcess> child;
    bool ready = false;  // it answered the setup
  };
  struct Waiter {
    Lent lent;
    absl::Status refusal;
    bool Served() const { return lent.child != nullptr || !refusal.ok(); }
  };

  absl::StatusOr<Lent> AcquireAny(absl::Time deadline);
  absl::Status AwaitReady(ChildProcess& child) const;
  void Offer(Lent lent) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void NoteFailedStart(absl::Status why) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void RefuseWaiters(const absl::Status& refusal) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void KeepSpawning();
  absl::StatusOr<std::unique_ptr<ChildProcess>> SpawnChild() const;

  const ChildPoolOptions options_;

  mutable absl::Mutex mu_;
  bool cancelled_ ABSL_GUARDED_BY(mu_) = false;
  int to_spawn_ ABSL_GUARDED_BY(mu_);
  int64_t started_total_ ABSL_GUARDED_BY(mu_) = 0;
  int failed_starts_ ABSL_GUARDED_BY(mu_) = 0;     // in a row
  absl::Status start_error_ ABSL_GUARDED_BY(mu_);  // of the last of them
  std::vector<Lent> idle_ ABSL_GUARDED_BY(mu_);
  std::deque<Waiter*> waiters_ ABSL_GUARDED_BY(mu_);
  absl::flat_hash_set<ChildProcess*> alive_ ABSL_GUARDED_BY(mu_);

  // Children die with the thread that started them, so one that lives as long as the pool starts
  // all.
  std::thread spawner_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ISOLATE_CHILD_POOL_H_
