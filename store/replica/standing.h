// How a replica stands in its log, and what that means for queries.

#ifndef STANDPOINT_STORE_REPLICA_STANDING_H_
#define STANDPOINT_STORE_REPLICA_STANDING_H_

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/time/clock.h"
#include "standpoint/internal/v1/record.pb.h"
#include "store/record/log_state.h"
#include "store/replica/apply_pipeline.h"
#include "store/replica/lag_tracker.h"
#include "store/replica/log_source.h"

namespace standpoint {

enum class ReplicaState {
  kCatchingUp,  // for the first time since the start: nobody knows what is missing
  kServing,     // lag at most the threshold
  kLagging,     // was serving; lag over the threshold, or not known because no broker answers
  kStopped      // for good: the log is not the one, or has a hole
};

struct ReplicaReport {
  ReplicaState state = ReplicaState::kCatchingUp;
  absl::Status stopped;  // why it is kStopped
  internal::v1::LogBinding binding;
  std::map<int, PartitionLag> partitions;
};

struct ReplicaStats {
  int64_t applied_records = 0;
  int64_t applied_bytes = 0;    // of their values
  int64_t skipped_records = 0;  // that no replica can store
};

// Threads: safe. Lifetime: `clock` outlives it.
class Standing {
 public:
  // Called at each change of state, by whoever caused it; must not block. `refusal`: what queries get instead of an answer;
  // OK: they are answered.
  using OnState = std::function<void(ReplicaState state, const absl::Status& refusal)>;

  explicit Standing(absl::Duration max_lag, Clock* clock) : max_lag_(max_lag), clock_(clock) {}

  // Before anything else.
  void set_on_state(OnState on_state) { on_state_ = std::move(on_state); }

  // What queries get before the first report.
  static absl::Status CatchingUp();

  // Reading begins, or begins again, where `log` is.
  void TakenUp(const LogState& log);
  // The log is the one that was applied, up to where reading began.
  void Verified();
  // What the broker says of a partition.
  void Heard(int partition, OffsetRange range);
  void Read(const LogEntry& entry);
  void ReadUpTo(int partition, int64_t offset);
  void Settled(const SettledRecord& record);
  // Looks whether the state is another by now.
  void Evaluate();
  void Stop(absl::Status why);

  int64_t next_offset(int partition) const;
  ReplicaReport Report() const;
  ReplicaStats Stats() const;

 private:
  ReplicaState StateNow() const ABSL_SHARED_LOCKS_REQUIRED(mu_);

  const absl::Duration max_lag_;
  Clock* const clock_;
  OnState on_state_;

  mutable absl::Mutex mu_;
  bool verified_ ABSL_GUARDED_BY(mu_) = false;
  ReplicaState state_ ABSL_GUARDED_BY(mu_) = ReplicaState::kCatchingUp;
  absl::Status stopped_ ABSL_GUARDED_BY(mu_);
  internal::v1::LogBinding binding_ ABSL_GUARDED_BY(mu_);
  LagTracker lag_ ABSL_GUARDED_BY(mu_);
  ReplicaStats stats_ ABSL_GUARDED_BY(mu_);

  absl::Mutex telling_mu_;  // one state is told at a time, in order; before mu_
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_STANDING_H_
