// The committing thread of the log queue: all changes that came while a transaction was under way are the next one.

#include <utility>

#include "common/log/log.h"
#include "common/status/macros.h"
#include "queue/kafka/log_queue_engine.h"
#include "queue/lease_ended.h"

namespace standpoint {
namespace {

// Bounds what one transaction holds.
constexpr size_t kMaxChanges = 4096;
constexpr int64_t kMaxRoundBytes = 32 << 20;

int64_t SizeOf(const std::vector<LogWrite>& records) {
  int64_t bytes = 0;
  for (const LogWrite& record : records) {
    bytes += static_cast<int64_t>(record.value.value_or("").size());
  }
  return bytes;
}

}  // namespace

void LogQueueEngine::KeepCommitting() {
  absl::MutexLock lock(&mu_);
  const auto has_work = [this]() ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return !changes_.empty() || !to_flush_.empty() || stop_committing_;
  };
  while (true) {
    mu_.Await(absl::Condition(&has_work));
    if (changes_.empty() && to_flush_.empty()) {
      return;
    }
    CommitRound(NextRound());
  }
}

LogQueueEngine::Changes LogQueueEngine::NextRound() {
  Changes round;
  int64_t bytes = 0;
  while (round.size() < std::min(changes_.size(), kMaxChanges)) {
    const auto& next = changes_[round.size()];
    bytes += SizeOf(next->records);
    if (!round.empty() && bytes > kMaxRoundBytes) {
      break;
    }
    round.push_back(next);
  }
  changes_.erase(changes_.begin(), changes_.begin() + static_cast<std::ptrdiff_t>(round.size()));
  return round;
}

void LogQueueEngine::CommitRound(const Changes& changes) {
  std::set<TopicPartition> partitions = std::exchange(to_flush_, {});
  std::vector<LogWrite> records;
  for (const auto& change : changes) {
    LogWork* work = Find(change->work);
    if (work == nullptr) {
      change->status = LeaseEnded();
      continue;
    }
    work->done = change->done;
    partitions.insert(change->work.partition);
    for (const LogWrite& record : change->records) {
      records.push_back(record);
    }
  }
  GroupPositions positions;
  for (const TopicPartition& partition : partitions) {
    const auto window = windows_.find(partition);
    if (window == windows_.end()) {
      continue;
    }
    if (auto position = window->second.records.Position(); position) {
      positions.positions.push_back(*std::move(position));
    }
  }
  absl::Status status;
  if (!positions.positions.empty()) {
    in_round_ = true;  // no partition goes meanwhile
    mu_.Unlock();
    auto group = consumer_->GroupMetadata();
    status = group.status();
    if (group.ok()) {
      positions.group = *std::move(group);
      status = Write(*rounds_, std::move(records), &positions);
    }
    mu_.Lock();
    in_round_ = false;
    if (status.ok()) {
      for (LogPosition& position : positions.positions) {
        committed_.insert_or_assign(position.partition, std::move(position));
      }
    }
  }
  for (const auto& change : changes) {
    if (LogWork* work = Find(change->work); change->status.ok() && work != nullptr) {
      work->done = false;
      change->status = status;
      if (status.ok() && change->done) {
        Erase(change->work);
      }
    }
    change->records.clear();
    change->finished = true;
  }
}

void LogQueueEngine::Await(const Changes& changes) {
  changes_.insert(changes_.end(), changes.begin(), changes.end());
  const auto finished = [&changes] {
    return std::all_of(changes.begin(), changes.end(),
                       [](const auto& change) { return change->finished; });
  };
  mu_.Await(absl::Condition(&finished));
}

LogWork* LogQueueEngine::Find(const WorkRef& ref) {
  const auto window = windows_.find(ref.partition);
  return window == windows_.end() || window->second.id != ref.window
             ? nullptr
             : window->second.records.Find(ref.offset);
}

void LogQueueEngine::Erase(const WorkRef& ref) {
  LogWork& work = *Find(ref);
  leases_.erase(work.lease_id);
  SetState(work, LogWork::kBusy);
  Held& held = held_[ref.partition.topic];
  held.bytes -= static_cast<int64_t>(work.item.payload.size());
  --held.count;
  windows_.at(ref.partition).records.Erase(ref.offset);
}

}  // namespace standpoint
