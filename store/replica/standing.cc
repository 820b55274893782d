#include "store/replica/standing.h"

#include <utility>

#include "common/log/log.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

absl::string_view NameOf(ReplicaState state) {
  switch (state) {
    case ReplicaState::kCatchingUp:
      return "catching_up";
    case ReplicaState::kServing:
      return "serving";
    case ReplicaState::kLagging:
      return "lagging";
    case ReplicaState::kStopped:
      return "stopped";
  }
  return "";
}

}  // namespace

absl::Status Standing::CatchingUp() {
  return MakeError(absl::StatusCode::kUnavailable, "CATCHING_UP",
                   "this replica still applies what it lacks of the log; ask another");
}

void Standing::TakenUp(const LogState& log) {
  absl::MutexLock lock(&mu_);
  binding_ = *log.binding;
  verified_ = false;
  for (const int partition : log.binding->partitions()) {
    const auto position = log.positions.find(partition);
    const bool has_record = position != log.positions.end() && position->second.has_record_hash();
    lag_.Start(
        partition, log.next_offset(partition),
        has_record ? absl::FromUnixMicros(position->second.record_micros()) : absl::InfinitePast());
  }
}

void Standing::Verified() {
  absl::MutexLock lock(&mu_);
  verified_ = true;
}

void Standing::Heard(int partition, OffsetRange range) {
  absl::MutexLock lock(&mu_);
  lag_.Heard(partition, range, clock_->Now());
}

void Standing::Read(const LogEntry& entry) {
  absl::MutexLock lock(&mu_);
  lag_.Read(entry.partition, entry.offset, entry.time);
}

void Standing::ReadUpTo(int partition, int64_t offset) {
  absl::MutexLock lock(&mu_);
  lag_.ReadUpTo(partition, offset);
}

void Standing::Settled(const SettledRecord& record) {
  if (!record.skipped.ok()) {
    Log(Severity::kError, "log_record_skipped",
        {{"partition", record.partition},
         {"offset", record.offset},
         {"reason", ErrorReason(record.skipped)},
         {"error", record.skipped.message()}});
  }
  absl::MutexLock lock(&mu_);
  lag_.Settled(record.partition, record.offset);
  stats_.skipped_records += record.skipped.ok() ? 0 : 1;
  stats_.applied_records += record.skipped.ok() ? 1 : 0;
  stats_.applied_bytes += record.skipped.ok() ? static_cast<int64_t>(record.bytes) : 0;
}

ReplicaState Standing::StateNow() const {
  if (!stopped_.ok()) {
    return ReplicaState::kStopped;
  }
  // Comes back well below where it goes, so that it does not flutter at the threshold.
  const absl::Duration allowed = state_ == ReplicaState::kServing ? max_lag_ : max_lag_ / 2;
  const bool known = verified_ || state_ != ReplicaState::kCatchingUp;
  if (known && lag_.Age(clock_->Now()) <= allowed) {
    return ReplicaState::kServing;
  }
  return state_ == ReplicaState::kCatchingUp ? state_ : ReplicaState::kLagging;
}

void Standing::Evaluate() {
  absl::MutexLock telling(&telling_mu_);
  ReplicaState state;
  absl::Status refusal;
  {
    absl::MutexLock lock(&mu_);
    state = StateNow();
    if (state == state_) {
      return;
    }
    state_ = state;
    refusal = stopped_;
  }
  Log(state == ReplicaState::kServing ? Severity::kInfo : Severity::kWarning, "replica_state",
      {{"state", NameOf(state)}, {"reason", ErrorReason(refusal)}});
  if (on_state_) {
    on_state_(state, refusal);
  }
}

void Standing::Stop(absl::Status why) {
  Log(Severity::kError, "replica_stopped",
      {{"reason", ErrorReason(why)}, {"error", why.message()}});
  {
    absl::MutexLock lock(&mu_);
    stopped_ = std::move(why);
  }
  Evaluate();
}

int64_t Standing::next_offset(int partition) const {
  absl::MutexLock lock(&mu_);
  return lag_.Of(partition, clock_->Now()).next_offset;
}

ReplicaReport Standing::Report() const {
  absl::MutexLock lock(&mu_);
  ReplicaReport report{state_, stopped_, binding_, {}};
  const absl::Time now = clock_->Now();
  for (const int partition : lag_.partitions()) {
    report.partitions[partition] = lag_.Of(partition, now);
  }
  return report;
}

ReplicaStats Standing::Stats() const {
  absl::MutexLock lock(&mu_);
  return stats_;
}

}  // namespace standpoint
