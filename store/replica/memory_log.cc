#include "store/replica/memory_log.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {

class MemoryLog::Reader : public LogSource {
 public:
  explicit Reader(MemoryLog* log) : log_(log) {}

  absl::StatusOr<LogIdentity> Identity() override {
    absl::MutexLock lock(&log_->mu_);
    RETURN_IF_ERROR(log_->CheckReachable());
    return LogIdentity{log_->cluster_id_, "analyses", static_cast<int>(log_->partitions_.size())};
  }

  absl::StatusOr<OffsetRange> Range(int partition) override {
    absl::MutexLock lock(&log_->mu_);
    RETURN_IF_ERROR(log_->CheckReachable());
    const Partition& asked = log_->partitions_[partition];
    return OffsetRange{asked.start, asked.end()};
  }

  absl::Status Seek(const std::map<int, int64_t>& offsets) override {
    next_ = offsets;
    return absl::OkStatus();
  }

  absl::StatusOr<LogBatch> Poll(absl::Duration timeout, size_t max_bytes) override {
    absl::MutexLock lock(&log_->mu_);
    log_->mu_.AwaitWithTimeout(
        absl::Condition(
            +[](Reader* reader) ABSL_NO_THREAD_SAFETY_ANALYSIS { return reader->HasSomething(); },
            this),
        timeout);
    RETURN_IF_ERROR(log_->CheckReachable());
    LogBatch batch;
    size_t bytes = 0;
    for (auto& [number, next] : next_) {
      const Partition& partition = log_->partitions_[number];
      if (next < partition.start || next > partition.end()) {
        return MakeError(absl::StatusCode::kOutOfRange, "LOG_OFFSET_GONE",
                         absl::StrCat("partition ", number, " has no offset ", next));
      }
      for (; next < partition.end() && bytes < max_bytes; ++next) {
        const auto& [is_record, entry] = partition.entries[next - partition.start];
        if (is_record) {
          batch.entries.push_back(entry);
          bytes += entry.value.size();
        }
        batch.read_up_to[number] = next + 1;
      }
    }
    return batch;
  }

 private:
  bool HasSomething() const ABSL_NO_THREAD_SAFETY_ANALYSIS {
    for (const auto& [partition, at] : next_) {
      if (at != log_->partitions_[partition].end()) {
        return true;
      }
    }
    return !log_->reachable_;
  }

  MemoryLog* const log_;
  std::map<int, int64_t> next_;
};

MemoryLog::MemoryLog(int partition_count, std::string cluster_id)
    : cluster_id_(std::move(cluster_id)), partitions_(partition_count) {}

int64_t MemoryLog::Append(int partition, std::string value, absl::Time time) {
  absl::MutexLock lock(&mu_);
  Partition& to = partitions_[partition];
  const int64_t offset = to.end();
  to.entries.push_back({true, {partition, offset, offset, offset + 1, time, std::move(value)}});
  return offset;
}

void MemoryLog::SkipOffset(int partition) {
  absl::MutexLock lock(&mu_);
  partitions_[partition].entries.push_back({false, {}});
}

void MemoryLog::DropBefore(int partition, int64_t offset) {
  absl::MutexLock lock(&mu_);
  Partition& of = partitions_[partition];
  offset = std::clamp(offset, of.start, of.end());
  of.entries.erase(of.entries.begin(), of.entries.begin() + (offset - of.start));
  of.start = offset;
}

void MemoryLog::Truncate(int partition, int64_t offset) {
  absl::MutexLock lock(&mu_);
  Partition& of = partitions_[partition];
  offset = std::clamp(offset, of.start, of.end());
  of.entries.erase(of.entries.begin() + (offset - of.start), of.entries.end());
}

void MemoryLog::Recreate(std::string cluster_id, int partition_count) {
  absl::MutexLock lock(&mu_);
  cluster_id_ = std::move(cluster_id);
  partitions_.assign(partition_count, {});
}

void MemoryLog::SetReachable(bool reachable) {
  absl::MutexLock lock(&mu_);
  reachable_ = reachable;
}

OffsetRange MemoryLog::Range(int partition) const {
  absl::MutexLock lock(&mu_);
  return {partitions_[partition].start, partitions_[partition].end()};
}

std::unique_ptr<LogSource> MemoryLog::NewReader() { return std::make_unique<Reader>(this); }

absl::Status MemoryLog::CheckReachable() const {
  return reachable_
             ? absl::OkStatus()
             : MakeError(absl::StatusCode::kUnavailable, "LOG_UNREACHABLE", "no broker answers");
}

}  // namespace standpoint
