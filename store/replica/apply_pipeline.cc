#include "store/replica/apply_pipeline.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "store/replica/log_change.h"

namespace standpoint {
namespace {

// What no replica can store is left out by all of them.
bool IsSkippable(const absl::Status& status) {
  return absl::IsInvalidArgument(status) || ErrorReason(status) == "NAME_COLLISION";
}

absl::Status Dropped() {
  return MakeError(absl::StatusCode::kAborted, "LOG_OUT_OF_ORDER", "a record before it failed");
}

}  // namespace

ApplyPipeline::ApplyPipeline(Writer* writer, Executor* executor, size_t max_bytes,
                             OnSettled on_settled)
    : writer_(writer),
      executor_(executor),
      max_bytes_(max_bytes),
      on_settled_(std::move(on_settled)) {}

void ApplyPipeline::Start(std::map<int, int64_t> next_offsets) {
  next_offsets_ = std::move(next_offsets);
  absl::MutexLock lock(&mu_);
  failure_ = absl::OkStatus();
}

bool ApplyPipeline::Add(LogEntry entry) {
  auto record = std::make_shared<Record>();
  record->value_bytes = entry.value.size();
  record->bytes = entry.value.size();
  record->entry = std::move(entry);
  {
    absl::MutexLock lock(&mu_);
    mu_.Await(absl::Condition(this, &ApplyPipeline::HasRoom));
    if (!failure_.ok()) {
      return false;
    }
    records_.push_back(record);
    bytes_ += record->bytes;
    ++under_way_;
    ++tasks_;
  }
  if (!executor_->TrySchedule([this, record] { Prepare(record); })) {
    Prepare(record);
  }
  return true;
}

absl::Status ApplyPipeline::Drain() {
  absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(this, &ApplyPipeline::IsIdle));
  return failure_;
}

void ApplyPipeline::Prepare(const std::shared_ptr<Record>& record) {
  record->hash = HashOf(record->entry);
  absl::StatusOr<LogChange> change = ChangeOf(record->entry.value);
  std::string().swap(record->entry.value);
  {
    absl::MutexLock lock(&mu_);
    record->status = change.status();
    bytes_ -= record->bytes;
    record->bytes = change.ok() ? change->change.byte_size() : 0;
    bytes_ += record->bytes;
    if (change.ok()) {
      record->change = std::move(change->change);
      record->reclaims = change->reclaims;
    }
    record->ready = true;
  }
  Submit();
}

void ApplyPipeline::Submit() {
  mu_.Lock();
  if (!submitting_) {  // else who submits looks again before he ends
    submitting_ = true;
    while (!records_.empty() && records_.front()->ready) {
      const std::shared_ptr<Record> record = std::move(records_.front());
      records_.pop_front();
      const bool failed = !failure_.ok();
      mu_.Unlock();
      if (failed) {
        Settle(*record, Dropped());
      } else if (!record->status.ok()) {
        Settle(*record, record->status);
      } else {
        Write(record);
      }
      mu_.Lock();
    }
    submitting_ = false;
  }
  --tasks_;
  mu_.Unlock();
}

void ApplyPipeline::Write(const std::shared_ptr<Record>& record) {
  const LogEntry& entry = record->entry;
  int64_t& next = next_offsets_[entry.partition];
  LogMark& mark = record->change.mark.emplace();
  mark.partition = entry.partition;
  mark.from = next;
  next = entry.offset + 1;
  mark.position.set_next_offset(next);
  mark.position.set_resume_offset(std::min(entry.resume_offset, next));
  mark.position.set_record_offset(entry.first_offset);
  mark.position.set_record_hash(record->hash);
  mark.position.set_record_micros(absl::ToUnixMicros(entry.time));
  Change change = std::move(record->change);
  if (record->reclaims) {
    record->change.document.corpus = change.document.corpus;
  }
  change.done = [this, record](const absl::StatusOr<int64_t>& result) {
    Settle(*record, result.status());
  };
  writer_->Apply(std::move(change));
}

void ApplyPipeline::Settle(const Record& record, const absl::Status& status) {
  const bool skipped = IsSkippable(status);
  if (status.ok() || skipped) {
    SettledRecord settled;
    settled.partition = record.entry.partition;
    settled.offset = record.entry.offset;
    settled.bytes = record.value_bytes;
    settled.skipped = status;
    if (status.ok() && record.reclaims) {
      settled.removed_corpus = absl::StrCat("corpora/", record.change.document.corpus);
    }
    on_settled_(settled);
  }
  absl::MutexLock lock(&mu_);
  if (!status.ok() && !skipped && failure_.ok()) {
    failure_ = status;
  }
  bytes_ -= record.bytes;
  --under_way_;
}

}  // namespace standpoint
