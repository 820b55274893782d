// Whether queries may be answered yet: those that wait for a write, and all of a replica that lacks what it does not know.

#ifndef STANDPOINT_STORE_SERVICE_VISIBILITY_GATE_H_
#define STANDPOINT_STORE_SERVICE_VISIBILITY_GATE_H_

#include <list>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/time/clock.h"
#include "common/token/consistency_token.h"
#include "store/engine/engine.h"

namespace standpoint {

// One thread looks, after each write, which of those that wait can go on; none of theirs waits.
//
// Threads: safe. Lifetime: `engine` and `clock` outlive it; those that wait are answered when it ends.
class VisibilityGate {
 public:
  // Called once, on the caller's thread or the gate's; must not block.
  using Done = absl::AnyInvocable<void(absl::Status)>;

  explicit VisibilityGate(Engine* engine, Clock* clock = Clock::Real());
  ~VisibilityGate();

  VisibilityGate(const VisibilityGate&) = delete;
  VisibilityGate& operator=(const VisibilityGate&) = delete;

  // From now on all queries get `refusal`; OK: they are answered.
  void Refuse(absl::Status refusal);
  absl::Status Refusal() const;

  // `done` gets the refusal if there is one, OK as soon as all `documents` are visible, or: UNAVAILABLE, reason NOT_YET_VISIBLE,
  // after ten seconds; DEADLINE_EXCEEDED when `deadline` comes before; RESOURCE_EXHAUSTED when a
  // thousand wait already; INTERNAL when the store cannot be read.
  void Wait(std::vector<WrittenDocument> documents, absl::Time deadline, Done done);

  // What waits is to be looked at: something was written.
  void Written();

 private:
  struct Waiter {
    std::vector<WrittenDocument> documents;  // that were not seen yet
    absl::Time until;
    absl::Status late;  // the answer when `until` has come
    Done done;
  };

  void Run();
  // Takes all waiters once there is something to do with them; false: the gate ends.
  bool TakeWaiters(std::list<Waiter>* waiters);
  bool HasWork() const ABSL_SHARED_LOCKS_REQUIRED(mu_) { return written_ || stopping_; }

  Engine* const engine_;
  Clock* const clock_;

  mutable absl::Mutex refusal_mu_;
  absl::Status refusal_ ABSL_GUARDED_BY(refusal_mu_);

  absl::Mutex mu_;
  std::list<Waiter> waiters_ ABSL_GUARDED_BY(mu_);
  bool looking_ ABSL_GUARDED_BY(mu_) =
      false;  // the thread has taken waiters, and may have looked too early
  bool written_ ABSL_GUARDED_BY(mu_) = false;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;

  std::thread thread_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_VISIBILITY_GATE_H_
