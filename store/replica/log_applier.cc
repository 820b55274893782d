#include "store/replica/log_applier.h"

#include <algorithm>
#include <utility>

#include "common/log/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/replica/log_checks.h"

namespace standpoint {
namespace {

constexpr absl::Duration kPollTimeout = absl::Milliseconds(100);
constexpr size_t kMaxPollBytes = 4 << 20;
constexpr int kMaxQueuedRecords = 10'000;
// A broker that has just taken a partition over may not know its end yet.
constexpr int kTruncatedLooks = 3;

bool IsTruncated(const absl::Status& status) { return ErrorReason(status) == "LOG_TRUNCATED"; }

absl::StatusOr<bool> HoldsDocuments(const Snapshot& snapshot) {
  const auto it = snapshot.NewIterator(Family::kDocument, {});
  it->SeekToFirst();
  RETURN_IF_ERROR(it->status());
  return it->Valid();
}

// From where what is not applied, and the record applied last, are to be read.
int64_t ReadFrom(const internal::v1::LogPosition& position, const OffsetRange& range) {
  const int64_t from = position.has_record_hash()
                           ? std::min(position.resume_offset(), position.record_offset())
                           : position.resume_offset();
  return std::max(from, range.start);
}

}  // namespace

LogApplier::LogApplier(LogApplierOptions options, Engine* engine, Writer* writer, LogSource* source,
                       Clock* clock)
    : options_(std::move(options)),
      engine_(engine),
      writer_(writer),
      source_(source),
      clock_(clock),
      standing_(options_.max_lag, clock),
      executor_("apply", options_.threads, kMaxQueuedRecords),
      pipeline_(writer, &executor_, options_.max_bytes,
                [this](const SettledRecord& record) { Settled(record); }) {}

LogApplier::~LogApplier() { Shutdown(); }

void LogApplier::Start() {
  thread_ = std::thread([this] { Run(); });
}

void LogApplier::Shutdown() {
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
  }
  if (thread_.joinable()) {
    thread_.join();
  }
}

void LogApplier::Run() {
  for (bool goes_on = true; goes_on;) {
    const absl::Status status = RunOnce();
    if (absl::IsFailedPrecondition(status)) {
      standing_.Stop(status);
      return;
    }
    if (!status.ok()) {
      Log(Severity::kWarning, "replica_retries",
          {{"reason", ErrorReason(status)}, {"error", status.message()}});
    }
    standing_.Evaluate();
    {
      absl::MutexLock lock(&mu_);
      found_ = absl::OkStatus();
      read_ended_ = false;
    }
    goes_on = Pause(options_.retry_after);
  }
}

absl::Status LogApplier::RunOnce() {
  RETURN_IF_ERROR(TakeUp());
  std::thread watcher([this] { Watch(); });
  absl::Status status = ReadLog();
  const absl::Status applied = pipeline_.Drain();
  {
    absl::MutexLock lock(&mu_);
    read_ended_ = true;
  }
  watcher.join();
  status.Update(applied);
  absl::MutexLock lock(&mu_);
  return found_.ok() ? status : found_;
}

absl::Status LogApplier::TakeUp() {
  ASSIGN_OR_RETURN(const LogIdentity identity, source_->Identity());
  const auto snapshot = engine_->GetSnapshot();
  ASSIGN_OR_RETURN(LogState log, LoadLogState(*snapshot));
  ASSIGN_OR_RETURN(const bool holds_documents, HoldsDocuments(*snapshot));
  ASSIGN_OR_RETURN(log, BindTo(identity, options_.partition_count, options_.partitions,
                               holds_documents, std::move(log)));
  anchors_.clear();
  std::map<int, int64_t> next_offsets;
  std::map<int, int64_t> read_from;
  std::map<int, OffsetRange> ranges;
  for (const int partition : options_.partitions) {
    ASSIGN_OR_RETURN(const OffsetRange range, source_->Range(partition));
    internal::v1::LogPosition& position = log.positions[partition];
    if (position.rejoining()) {
      position.set_next_offset(range.start);
      position.set_resume_offset(range.start);
    }
    // An end that is too early is looked at again by Watch.
    const absl::Status status = CheckRange(partition, position.resume_offset(), range);
    if (!status.ok() && !IsTruncated(status)) {
      return status;
    }
    if (position.has_record_hash()) {
      anchors_[partition] = position;
    }
    next_offsets[partition] = position.next_offset();
    read_from[partition] = std::min(ReadFrom(position, range), range.end);
    ranges[partition] = range;
  }
  RETURN_IF_ERROR(writer_->Bind(log));
  standing_.TakenUp(log);
  for (const auto& [partition, range] : ranges) {
    standing_.Heard(partition, range);
  }
  pipeline_.Start(std::move(next_offsets));
  return source_->Seek(read_from);
}

absl::Status LogApplier::ReadLog() {
  for (bool verified = false;;) {
    {
      absl::MutexLock lock(&mu_);
      if (ReadingEnds() || !pipeline_.ok()) {
        return absl::OkStatus();  // RunOnce looks why
      }
    }
    if (anchors_.empty() && !verified) {
      standing_.Verified();
      standing_.Evaluate();
      verified = true;
    }
    ASSIGN_OR_RETURN(LogBatch batch, source_->Poll(kPollTimeout, kMaxPollBytes));
    RETURN_IF_ERROR(Take(std::move(batch)));
  }
}

absl::Status LogApplier::Take(LogBatch batch) {
  for (LogEntry& entry : batch.entries) {
    const auto anchor = anchors_.find(entry.partition);
    if (anchor != anchors_.end()) {
      if (entry.offset < anchor->second.next_offset() - 1) {
        continue;  // applied before the last one
      }
      RETURN_IF_ERROR(CheckAnchor(entry.partition, &entry));
      if (entry.offset < anchor->second.next_offset()) {
        anchors_.erase(anchor);
        continue;
      }
      anchors_.erase(anchor);
    }
    standing_.Read(entry);
    if (!pipeline_.Add(std::move(entry))) {
      return absl::OkStatus();  // RunOnce looks why
    }
  }
  for (const auto& [partition, offset] : batch.read_up_to) {
    const auto anchor = anchors_.find(partition);
    if (anchor == anchors_.end()) {
      standing_.ReadUpTo(partition, offset);
    } else if (offset >= anchor->second.next_offset()) {
      RETURN_IF_ERROR(CheckAnchor(partition, nullptr));
      anchors_.erase(anchor);
    }
  }
  return absl::OkStatus();
}

absl::Status LogApplier::CheckAnchor(int partition, const LogEntry* entry) {
  const internal::v1::LogPosition& position = anchors_.at(partition);
  if (entry != nullptr && entry->offset == position.next_offset() - 1) {
    return HashOf(*entry) == position.record_hash()
               ? absl::OkStatus()
               : RecordDiffers(partition, position.next_offset());
  }
  // It is not there. That is as it should be when the log has let go of it.
  ASSIGN_OR_RETURN(const OffsetRange range, source_->Range(partition));
  RETURN_IF_ERROR(CheckRange(partition, position.resume_offset(), range));
  return range.start > position.record_offset() ? absl::OkStatus()
                                                : RecordDiffers(partition, position.next_offset());
}

void LogApplier::Watch() {
  truncated_.clear();
  do {
    if (absl::Status found = WatchOnce(); absl::IsFailedPrecondition(found)) {
      absl::MutexLock lock(&mu_);
      found_ = std::move(found);
      return;
    }
    standing_.Evaluate();
  } while (Pause(options_.check_interval));
}

absl::Status LogApplier::WatchOnce() {
  for (const int partition : options_.partitions) {
    const int64_t next_offset = standing_.next_offset(partition);
    const absl::StatusOr<OffsetRange> range = source_->Range(partition);
    if (!range.ok()) {
      continue;  // its age grows
    }
    if (range->end >= next_offset) {
      truncated_[partition] = 0;
      standing_.Heard(partition, *range);
    } else if (++truncated_[partition] >= kTruncatedLooks) {
      return CheckRange(partition, next_offset, *range);
    }
  }
  return absl::OkStatus();
}

void LogApplier::Settled(const SettledRecord& record) {
  standing_.Settled(record);
  if (!record.removed_corpus.empty() && on_removed_) {
    on_removed_(record.removed_corpus);
  }
}

bool LogApplier::Pause(absl::Duration duration) {
  absl::MutexLock lock(&mu_);
  clock_->AwaitUntil(mu_, absl::Condition(this, &LogApplier::ReadingEnds),
                     clock_->Now() + duration);
  return !ReadingEnds();
}

}  // namespace standpoint
