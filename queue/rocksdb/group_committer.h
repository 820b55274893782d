// Group commit: one thread that commits the appends of many callers together.

#ifndef STANDPOINT_QUEUE_ROCKSDB_GROUP_COMMITTER_H_
#define STANDPOINT_QUEUE_ROCKSDB_GROUP_COMMITTER_H_

#include <cstdint>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "queue/work_queue.h"

namespace standpoint {

// An append on its way.
struct PendingAppend {
  std::vector<WorkItem> items;
  int64_t size_bytes = 0;  // of the payloads
  absl::Status status;     // an error: it is refused, `items` is empty and only the answer is left
  WorkQueue::AppendDone done;
};

// While one group is being written, the next one gathers; so a group is as large as the disk is
// slow. Callers who append again as soon as they are answered are given a quarter of the time that
// the last group took to come back, so that they share the next fsync, too; a caller alone never
// waits for others.
//
// Threads: safe.
class GroupCommitter {
 public:
  // Writes the appends of a group whose status is OK and sets their status.
  using Commit = absl::AnyInvocable<void(std::vector<PendingAppend>& group)>;

  explicit GroupCommitter(Commit commit);
  // Finishes what is pending.
  ~GroupCommitter();

  // Calls `append.done` once, on the committing thread.
  void Add(PendingAppend append);

  // Waits until everything added so far is done.
  void Drain();

 private:
  void Run();
  std::vector<PendingAppend> NextGroup();
  bool HasWork() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  bool HasGroup() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  Commit commit_;
  absl::Mutex mu_;
  std::vector<PendingAppend> pending_ ABSL_GUARDED_BY(mu_);
  uint64_t added_ ABSL_GUARDED_BY(mu_) = 0;
  uint64_t done_ ABSL_GUARDED_BY(mu_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  // How many appends were under way at the end of the last group, and how long to wait for as many.
  size_t expected_ ABSL_GUARDED_BY(mu_) = 1;
  absl::Duration patience_ ABSL_GUARDED_BY(mu_);
  std::thread thread_;
};

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_ROCKSDB_GROUP_COMMITTER_H_
