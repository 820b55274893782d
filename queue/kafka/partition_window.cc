#include "queue/kafka/partition_window.h"

#include <algorithm>
#include <utility>

#include "common/status/macros.h"

namespace standpoint {

PartitionWindow::PartitionWindow(const LogPosition& position) : partition_(position.partition) {
  if (position.offset >= 0) {
    next_ = position.offset;
    known_ = DecodePositionMetadata(position.offset, position.metadata);
    touched_ = known_.horizon;
  }
}

absl::StatusOr<std::optional<PartitionWindow::Found>> PartitionWindow::Read(LogRead record) {
  const int64_t offset = record.offset;
  if (next_ && offset < *next_) {
    return std::nullopt;  // read before
  }
  next_ = offset + 1;
  const auto known = known_.unfinished.find(offset);
  if (offset < known_.horizon && known == known_.unfinished.end()) {
    return std::nullopt;  // done
  }
  const int attempts = known == known_.unfinished.end() ? 0 : known->second;
  known_.unfinished.erase(known_.unfinished.begin(), known_.unfinished.upper_bound(offset));
  ASSIGN_OR_RETURN(std::optional<JoinedRecord> whole, joiner_.Add(std::move(record)));
  if (!whole) {
    return std::nullopt;
  }
  return Found{std::move(whole->record), std::move(whole->offsets), attempts};
}

void PartitionWindow::ReadTo(int64_t next) { next_ = std::max(next_.value_or(0), next); }

LogWork* PartitionWindow::Find(int64_t offset) {
  const auto found = work_.find(offset);
  return found == work_.end() ? nullptr : &found->second;
}

void PartitionWindow::Erase(int64_t offset) {
  const auto found = work_.find(offset);
  if (found != work_.end()) {
    touched_ = std::max(touched_, found->second.offsets.back() + 1);
    work_.erase(found);
  }
}

std::optional<LogPosition> PartitionWindow::Position() const {
  if (!next_) {
    return std::nullopt;
  }
  PositionMetadata metadata;
  metadata.unfinished = known_.unfinished;
  metadata.horizon = touched_;
  int64_t position = *next_;
  for (const auto& [offset, work] : work_) {
    if (work.done || work.attempts > 0) {
      metadata.horizon = std::max(metadata.horizon, work.offsets.back() + 1);
    }
    if (work.done) {
      continue;
    }
    position = std::min(position, offset);
    for (const int64_t piece : work.offsets) {
      metadata.unfinished[piece] = work.attempts;
    }
  }
  // What is not whole yet is read again from its first piece.
  if (const std::optional<int64_t> incomplete = joiner_.OldestIncomplete(); incomplete) {
    position = std::min(position, *incomplete);
    metadata.horizon = std::min(metadata.horizon, *incomplete);
  }
  LogPosition result;
  result.partition = partition_;
  result.offset = position;
  result.metadata = EncodePositionMetadata(position, metadata);
  return result;
}

}  // namespace standpoint
