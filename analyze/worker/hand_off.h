// From the threads of one step to those of the next.

#ifndef STANDPOINT_ANALYZE_WORKER_HAND_OFF_H_
#define STANDPOINT_ANALYZE_WORKER_HAND_OFF_H_

#include <deque>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace standpoint {

// First in, first out. Not bounded by itself: HeldLeases bounds what is under way in all steps
// together. Threads: safe.
template <typename T>
class HandOff {
 public:
  void Push(T item) {
    absl::MutexLock lock(&mu_);
    items_.push_back(std::move(item));
  }

  // Blocks for an item; nullopt once it is closed and empty.
  std::optional<T> Pop() {
    absl::MutexLock lock(&mu_);
    mu_.Await(absl::Condition(this, &HandOff::CanPop));
    return Take();
  }

  // An item if there is one.
  std::optional<T> TryPop() {
    absl::MutexLock lock(&mu_);
    return Take();
  }

  // No more items come.
  void Close() {
    absl::MutexLock lock(&mu_);
    closed_ = true;
  }

 private:
  bool CanPop() const ABSL_SHARED_LOCKS_REQUIRED(mu_) { return closed_ || !items_.empty(); }

  std::optional<T> Take() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    if (items_.empty()) {
      return std::nullopt;
    }
    std::optional<T> item(std::move(items_.front()));
    items_.pop_front();
    return item;
  }

  absl::Mutex mu_;
  std::deque<T> items_ ABSL_GUARDED_BY(mu_);
  bool closed_ ABSL_GUARDED_BY(mu_) = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_HAND_OFF_H_
