// Work that outlasts the call that began it.

#ifndef STANDPOINT_COMMON_ADMIN_OPERATIONS_H_
#define STANDPOINT_COMMON_ADMIN_OPERATIONS_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/time/clock.h"
#include "standpoint/v1/operation.pb.h"

namespace standpoint {

// What the work of an operation sees of it. Threads: safe.
class OperationRun {
 public:
  // Whether it is to end; then the work returns as soon as it can, with Check().
  bool cancelled() const { return cancelled_; }
  // OK, or CANCELLED (CALL_CANCELLED).
  absl::Status Check() const;

  // How far it is, in the unit that the rpc says.
  void SetTotal(int64_t total) { total_ = total; }
  void SetDone(int64_t done) { done_ = done; }

  // Blocks for `duration`, or until it is cancelled.
  void Pause(absl::Duration duration) ABSL_LOCKS_EXCLUDED(mu_);

 private:
  friend class Operations;

  void Cancel() ABSL_LOCKS_EXCLUDED(mu_);
  bool Ended() const { return cancelled_; }

  std::atomic<bool> cancelled_{false};
  std::atomic<int64_t> total_{0};
  std::atomic<int64_t> done_{0};
  absl::Mutex mu_;  // for Pause
};

// The operations of one server, each on a thread of its own. The last hundred that ended are remembered.
//
// Threads: safe. Lifetime: what their work uses outlives it.
class Operations {
 public:
  // Sets the result's field of `operation` (not its error) when it returns OK.
  using Work = std::function<absl::Status(OperationRun& run, v1::Operation* operation)>;

  explicit Operations(const Clock& clock = *Clock::Real()) : clock_(clock) {}
  // Cancels what goes on and waits for it.
  ~Operations();

  // Begins `work`. `method` and `resource` as in v1::Operation. Errors: ALREADY_EXISTS, reason
  // OPERATION_RUNNING with its name as metadata `operation`, while one of the same method and
  // resource goes on; RESOURCE_EXHAUSTED when eight others do; UNAVAILABLE after Shutdown.
  absl::StatusOr<v1::Operation> Start(absl::string_view method, absl::string_view resource,
                                      Work work);

  // Errors of all that take a name: INVALID_ARGUMENT, NOT_FOUND.
  absl::StatusOr<v1::Operation> Get(absl::string_view name) const;
  // Calls `ended` once, when it has ended, on its thread; at once and here when it has already. Must not block.
  absl::Status WhenEnded(absl::string_view name, std::function<void()> ended);
  absl::Status Cancel(absl::string_view name);

  // With a number below `before`, newest first, at most `limit`.
  std::vector<v1::Operation> List(uint64_t before, int limit) const;

  // Cancels what goes on, waits for it, begins nothing more. Idempotent.
  void Shutdown();

 private:
  struct Entry {
    uint64_t number;
    OperationRun run;
    v1::Operation operation;                     // under mu_; without progress
    std::vector<std::function<void()>> waiting;  // under mu_
    std::thread thread;
  };

  absl::StatusOr<Entry*> Find(absl::string_view name) const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  absl::Status CheckRoom(absl::string_view method, absl::string_view resource) const
      ABSL_SHARED_LOCKS_REQUIRED(mu_);
  // Forgets the oldest that ended, beyond a hundred.
  std::vector<std::unique_ptr<Entry>> TakeForgotten() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Run(Entry* entry, const Work& work);

  const Clock& clock_;
  mutable absl::Mutex mu_;
  std::vector<std::unique_ptr<Entry>> entries_ ABSL_GUARDED_BY(mu_);  // by number
  uint64_t last_number_ ABSL_GUARDED_BY(mu_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
};

// The number in `operations/{number}`; for page tokens.
absl::StatusOr<uint64_t> OperationNumber(absl::string_view name);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_ADMIN_OPERATIONS_H_
