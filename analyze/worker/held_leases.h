// Everything that the worker holds, from the lease until it is settled: the bound of its memory,
// the list for its heartbeat, and what a drain waits for.

#ifndef STANDPOINT_ANALYZE_WORKER_HELD_LEASES_H_
#define STANDPOINT_ANALYZE_WORKER_HELD_LEASES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/time/clock.h"

namespace standpoint {

struct HeldLimits {
  int documents = 1;
  int64_t bytes = 1;  // of payloads
};

// Threads: safe.
class HeldLeases {
 public:
  explicit HeldLeases(HeldLimits limits) : limits_(limits) {}

  // Blocks until there is room; how many documents of the size seen so far fit. 0 after
  // StopWaiting().
  int AwaitRoom();
  void StopWaiting();

  // Holds a lease, unless its bytes go over the bound; a document over the bound by itself is held
  // when nothing else is.
  [[nodiscard]] bool TryHold(const std::string& lease_id, int64_t bytes);

  // The lease ended: settled, or lost and dropped. Unknown ids are ignored.
  void Drop(absl::string_view lease_id);

  // The queue does not know the lease any more: somebody else may work on the item.
  void MarkLost(absl::string_view lease_id);
  bool IsLost(absl::string_view lease_id) const;

  std::vector<std::string> Ids() const;
  int count() const;
  int64_t bytes() const;

  // Waits until nothing is held or `deadline` has come by `clock`; returns whether nothing is held.
  bool AwaitEmpty(Clock& clock, absl::Time deadline);

 private:
  struct Lease {
    int64_t bytes = 0;
    bool lost = false;
  };

  bool HasRoom() const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  bool Empty() const ABSL_SHARED_LOCKS_REQUIRED(mu_) { return leases_.empty(); }

  const HeldLimits limits_;
  mutable absl::Mutex mu_;
  absl::flat_hash_map<std::string, Lease> leases_ ABSL_GUARDED_BY(mu_);
  int64_t bytes_ ABSL_GUARDED_BY(mu_) = 0;
  double mean_bytes_ ABSL_GUARDED_BY(mu_) = 0;  // of a document, lately
  bool stopped_ ABSL_GUARDED_BY(mu_) = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_HELD_LEASES_H_
