// Safe repeats (AIP-155): the answers that were given to recent request ids.

#ifndef STANDPOINT_INGEST_REGISTER_REQUEST_WINDOW_H_
#define STANDPOINT_INGEST_REGISTER_REQUEST_WINDOW_H_

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/time/clock.h"

namespace standpoint {

struct RequestWindowLimits {
  absl::Duration age = absl::Hours(1);
  size_t count = 100'000;
  int64_t bytes = 64 << 20;  // of answers; the oldest go first
};

// Held in memory: after a restart a repeat is looked at anew, and the register recognises its documents.
// Threads: safe. Lifetime: `clock` outlives it.
class RequestWindow {
 public:
  // The first answer, serialized, or its error.
  using Answer = absl::AnyInvocable<void(absl::StatusOr<std::string>)>;

  explicit RequestWindow(Clock* clock, RequestWindowLimits limits = {})
      : clock_(clock), limits_(limits) {}

  // Returns true when `id` is new: the caller does the work and calls Finish(). Otherwise `answer` is called, now or when
  // the first request finishes: with its answer, or with INVALID_ARGUMENT naming `request_id` when `digest`, of the
  // body, is another.
  bool Begin(absl::string_view id, absl::string_view digest, Answer answer)
      ABSL_LOCKS_EXCLUDED(mu_);

  // Ends what Begin began. An error is passed to those who wait and then forgotten: the next repeat does the work.
  void Finish(absl::string_view id, const absl::StatusOr<std::string>& answer)
      ABSL_LOCKS_EXCLUDED(mu_);

 private:
  struct Request {
    std::string digest;
    bool finished = false;
    std::string answer;
    std::vector<Answer> waiting;
  };
  struct Finished {
    std::string id;
    absl::Time time;
    int64_t bytes;
  };

  void DropOld() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  Clock* const clock_;
  const RequestWindowLimits limits_;

  absl::Mutex mu_;
  absl::flat_hash_map<std::string, Request> requests_ ABSL_GUARDED_BY(mu_);
  std::deque<Finished> finished_ ABSL_GUARDED_BY(mu_);  // oldest first
  int64_t bytes_ ABSL_GUARDED_BY(mu_) = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_REGISTER_REQUEST_WINDOW_H_
