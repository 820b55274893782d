// A fixed number of threads behind a bounded queue: what does not fit is refused at once, so that
// overload shows up as an answer and not as memory.

#ifndef STANDPOINT_COMMON_CONCURRENCY_EXECUTOR_H_
#define STANDPOINT_COMMON_CONCURRENCY_EXECUTOR_H_

#include <cstdint>
#include <deque>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"

namespace standpoint {

// Threads: safe; a task may schedule further tasks.
class Executor {
 public:
  using Task = absl::AnyInvocable<void()>;

  struct Stats {
    int64_t queued = 0;         // waiting for a thread now
    int64_t running = 0;        // on a thread now
    int64_t refused_total = 0;  // since the start
  };

  // `name` stands in metrics and as the threads' name ("query"). `threads` and `max_queued` are
  // raised to 1 and 0.
  Executor(absl::string_view name, int threads, int max_queued);

  // Shuts down.
  ~Executor();

  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // Takes `task` and runs it soon on one of the threads. Returns false, leaving `task` as it was,
  // when all threads are busy and `max_queued` tasks wait already, or after Shutdown(). Tasks start
  // in order.
  [[nodiscard]] bool TrySchedule(Task&& task) ABSL_LOCKS_EXCLUDED(mu_);

  // Blocks until nothing is queued or running. Not from a task.
  void Drain() ABSL_LOCKS_EXCLUDED(mu_);

  // Refuses later tasks, runs those it took, ends the threads. Idempotent. Not from a task.
  void Shutdown() ABSL_LOCKS_EXCLUDED(mu_);

  Stats stats() const ABSL_LOCKS_EXCLUDED(mu_);
  const std::string& name() const { return name_; }
  int threads() const { return static_cast<int>(thread_count_); }

 private:
  void Run();
  bool Idle() const ABSL_SHARED_LOCKS_REQUIRED(mu_) { return tasks_.empty() && running_ == 0; }
  bool HasWork() const ABSL_SHARED_LOCKS_REQUIRED(mu_) { return !tasks_.empty() || stopping_; }

  const std::string name_;
  const size_t thread_count_;
  const size_t max_queued_;

  mutable absl::Mutex mu_;
  std::deque<Task> tasks_ ABSL_GUARDED_BY(mu_);
  size_t running_ ABSL_GUARDED_BY(mu_) = 0;
  int64_t refused_ ABSL_GUARDED_BY(mu_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;

  absl::Mutex join_mu_;  // serialises Shutdown(); before mu_
  std::vector<std::thread> threads_ ABSL_GUARDED_BY(join_mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_CONCURRENCY_EXECUTOR_H_
