// The reading thread of the log queue: records that come, partitions that come and go.

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/log/log.h"
#include "common/status/macros.h"
#include "queue/kafka/log_queue_engine.h"

namespace standpoint {
namespace {

constexpr absl::Duration kPoll = absl::Milliseconds(100);
constexpr absl::Duration kAsk = absl::Seconds(5);
constexpr absl::Duration kFlushEvery = absl::Seconds(2);

}  // namespace

absl::Status LogQueueEngine::Join() {
  absl::MutexLock join(&join_mu_);
  {
    absl::MutexLock lock(&mu_);
    if (joined_) {
      return absl::OkStatus();
    }
  }
  RETURN_IF_ERROR(Prepare());
  ASSIGN_OR_RETURN(consumer_, KafkaConsumer::Create({.properties = options_.properties,
                                                     .group = options_.group,
                                                     .session_timeout = options_.session_timeout},
                                                    this));
  ASSIGN_OR_RETURN(asker_, KafkaConsumer::Create({.properties = options_.properties}));
  RETURN_IF_ERROR(consumer_->Subscribe({options_.topics.documents, options_.topics.retry}));
  reader_ = std::thread([this] { KeepReading(); });
  absl::MutexLock lock(&mu_);
  joined_ = true;
  return absl::OkStatus();
}

void LogQueueEngine::KeepReading() {
  while (true) {
    {
      absl::MutexLock lock(&mu_);
      if (stop_reading_) {
        return;
      }
    }
    auto polled = consumer_->Poll(kPoll);
    if (polled.ok() && *polled) {
      Take(**std::move(polled));
    }
    KeepWithinBounds();
    FlushNowAndThen();
  }
}

void LogQueueEngine::Take(Polled polled) {
  const TopicPartition from = polled.record.from;
  if (polled.kind == Polled::kOutOfRange) {
    GoOnAfterGap(from);
    return;
  }
  absl::MutexLock lock(&mu_);
  const auto window = windows_.find(from);
  if (window == windows_.end()) {
    return;
  }
  if (polled.kind == Polled::kEnd) {
    window->second.records.ReadTo(polled.record.offset);
    return;
  }
  auto found = window->second.records.Read(std::move(polled.record));
  if (!found.ok()) {
    Log(Severity::kError, "log_record_skipped", {{"why", found.status().message()}});
  } else if (*found) {
    PutWork(window->second, **std::move(found));
  }
}

void LogQueueEngine::PutWork(Window& window, PartitionWindow::Found found) {
  const WorkHeaders headers = ReadWorkHeaders(found.record);
  LogWork work;
  work.item.key = headers.key;
  work.item.payload = std::move(found.record.value).value_or("");
  work.offsets = std::move(found.offsets);
  work.attempts = std::max(headers.attempts, found.attempts);
  work.enqueue_time = headers.enqueue_time;
  work.state = LogWork::kBusy;
  work.until = headers.not_before;
  Held& held = held_[found.record.from.topic];
  held.bytes += static_cast<int64_t>(work.item.payload.size());
  ++held.count;
  const bool rests = work.until > options_.clock->Now();
  SetState(work, rests ? LogWork::kResting : LogWork::kReady);
  next_due_ = rests ? std::min(next_due_, work.until) : next_due_;
  window.records.Put(std::move(work));
}

// What the group committed lies before the log's beginning (records were deleted unread) or beyond its end (the brokers lost records).
// Who appended is to append again what is missing.
void LogQueueEngine::GoOnAfterGap(const TopicPartition& partition) {
  const auto range = asker_->Range(partition, kAsk);
  if (!range.ok()) {
    return;  // told again with the next poll
  }
  LogPosition position;
  {
    absl::MutexLock lock(&mu_);
    const auto window = windows_.find(partition);
    if (window == windows_.end()) {
      return;
    }
    const int64_t wanted = window->second.records.next().value_or(range->begin);
    position = {partition, wanted < range->begin ? range->begin : range->end, ""};
    Log(Severity::kError, "log_has_a_gap",
        {{"topic", partition.topic},
         {"partition", partition.partition},
         {"wanted", wanted},
         {"begin", range->begin},
         {"end", range->end}});
    Drop(window->second);
    window->second = Window{++last_window_, PartitionWindow(position)};
  }
  const absl::Status sought = consumer_->Seek(position, kAsk);
  if (!sought.ok()) {
    Log(Severity::kError, "log_seek_failed", {{"why", sought.message()}});
  }
}

void LogQueueEngine::KeepWithinBounds() {
  std::vector<TopicPartition> pause;
  std::vector<TopicPartition> resume;
  {
    absl::MutexLock lock(&mu_);
    for (auto& [topic, held] : held_) {
      const bool over =
          held.bytes > options_.max_held_bytes || held.count > options_.max_held_count;
      const bool under =
          held.bytes <= options_.max_held_bytes / 2 && held.count <= options_.max_held_count / 2;
      if (held.paused ? !under : !over) {
        continue;
      }
      held.paused = !held.paused;
      for (const auto& [partition, window] : windows_) {
        if (partition.topic == topic) {
          (held.paused ? pause : resume).push_back(partition);
        }
      }
    }
  }
  if (!pause.empty()) {
    consumer_->Pause(pause).IgnoreError();
  }
  if (!resume.empty()) {
    consumer_->Resume(resume).IgnoreError();
  }
}

// Positions that moved without a change: the ends of transactions were read, attempts were given back.
void LogQueueEngine::FlushNowAndThen() {
  if (absl::Now() - last_flush_ < kFlushEvery) {
    return;
  }
  last_flush_ = absl::Now();
  absl::MutexLock lock(&mu_);
  for (const auto& [partition, window] : windows_) {
    const auto position = window.records.Position();
    const auto committed = committed_.find(partition);
    if (position &&
        (committed == committed_.end() || committed->second.offset != position->offset ||
         committed->second.metadata != position->metadata)) {
      to_flush_.insert(partition);
    }
  }
}

void LogQueueEngine::Assigned(const std::vector<LogPosition>& positions) {
  absl::MutexLock lock(&mu_);
  for (const LogPosition& position : positions) {
    windows_.insert_or_assign(position.partition,
                              Window{++last_window_, PartitionWindow(position)});
    committed_.insert_or_assign(position.partition, position);
    held_[position.partition.topic].paused = false;  // to be paused again with the new one
  }
  Log(Severity::kInfo, "log_partitions_assigned", {{"count", positions.size()}});
}

void LogQueueEngine::Revoked(const std::vector<TopicPartition>& partitions, bool lost) {
  absl::MutexLock lock(&mu_);
  const auto idle = [this]() ABSL_SHARED_LOCKS_REQUIRED(mu_) { return !in_round_; };
  mu_.Await(absl::Condition(&idle));
  for (const TopicPartition& partition : partitions) {
    const auto window = windows_.find(partition);
    if (window != windows_.end()) {
      Drop(window->second);
      windows_.erase(window);
      to_flush_.erase(partition);
      committed_.erase(partition);
    }
  }
  Log(Severity::kInfo, "log_partitions_revoked", {{"count", partitions.size()}, {"lost", lost}});
}

void LogQueueEngine::Drop(Window& window) {
  Held& held = held_[window.records.partition().topic];
  for (auto& [offset, work] : window.records.work()) {
    leases_.erase(work.lease_id);
    SetState(work, LogWork::kBusy);
    held.bytes -= static_cast<int64_t>(work.item.payload.size());
    --held.count;
  }
}

}  // namespace standpoint
