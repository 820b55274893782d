#include "queue/kafka/log_queue.h"

#include <algorithm>
#include <utility>

#include "absl/random/random.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/kafka/pieces.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "queue/kafka/log_queue_engine.h"

namespace standpoint {
namespace {

constexpr absl::Duration kRetryAppend = absl::Seconds(1);
constexpr absl::Duration kDeadLettersAge = absl::Seconds(5);
constexpr int kAllLetters = 1 << 30;

std::string NewSession() {
  absl::BitGen random;
  return absl::StrCat(absl::Hex(absl::Uniform<uint64_t>(random), absl::kZeroPad16));
}

absl::Status IsShutDown() {
  return MakeError(absl::StatusCode::kUnavailable, "QUEUE_SHUT_DOWN", "the queue is shut down");
}

}  // namespace

absl::StatusOr<std::unique_ptr<LogQueue>> OpenLogQueue(LogQueueOptions options) {
  auto queue = std::make_unique<LogQueueEngine>(std::move(options));
  RETURN_IF_ERROR(queue->Start());
  return queue;
}

LogQueueEngine::LogQueueEngine(LogQueueOptions options)
    : options_(std::move(options)),
      session_(NewSession()),
      dead_letters_(options_.topics.dead, options_.properties) {}

absl::Status LogQueueEngine::Start() {
  const auto producer = [this](absl::string_view what) {
    return TransactionalProducer::Create(
        {.properties = options_.properties,
         .transactional_id = absl::StrCat(options_.writer, ".", what),
         .timeout = options_.delivery_timeout,
         .max_record_bytes = options_.max_record_bytes});
  };
  ASSIGN_OR_RETURN(appends_, producer("appends"));
  ASSIGN_OR_RETURN(rounds_, producer("rounds"));
  appender_ = std::make_unique<GroupCommitter>(
      [this](std::vector<PendingAppend>& group) { CommitAppends(group); });
  committer_ = std::thread([this] { KeepCommitting(); });
  return absl::OkStatus();
}

LogQueueEngine::~LogQueueEngine() {
  Shutdown();
  {
    absl::MutexLock lock(&mu_);
    for (const auto& [partition, window] : windows_) {
      to_flush_.insert(partition);
    }
    stop_committing_ = true;
    stop_reading_ = true;
  }
  if (committer_.joinable()) {
    committer_.join();
  }
  if (reader_.joinable()) {
    reader_.join();
  }
  consumer_.reset();  // leaves the group, which calls Revoked
}

void LogQueueEngine::Append(std::vector<WorkItem> items, AppendDone done) {
  PendingAppend append;
  for (const WorkItem& item : items) {
    append.size_bytes += static_cast<int64_t>(item.payload.size());
    if (static_cast<int64_t>(item.payload.size()) > kMaxLogValueBytes) {
      append.status =
          InvalidField("payload", absl::StrCat("has over ", kMaxLogValueBytes, " bytes"));
    }
  }
  {
    absl::MutexLock lock(&mu_);
    if (append.status.ok() && shut_down_) {
      append.status = IsShutDown();
    }
    if (append.status.ok() && pending_bytes_ + append.size_bytes > options_.max_pending_bytes &&
        pending_bytes_ > 0) {
      totals_.refused_total += static_cast<int64_t>(items.size());
      append.status = Overloaded("queue", "too much is under way to the brokers", kRetryAppend);
    }
    append.size_bytes = append.status.ok() ? append.size_bytes : 0;
    pending_bytes_ += append.size_bytes;
  }
  if (append.status.ok()) {
    append.items = std::move(items);
  }
  append.done = std::move(done);
  appender_->Add(std::move(append));
}

void LogQueueEngine::CommitAppends(std::vector<PendingAppend>& group) {
  std::vector<LogWrite> records;
  const absl::Time now = options_.clock->Now();
  for (const PendingAppend& append : group) {
    for (const WorkItem& item : append.items) {
      records.push_back(DocumentRecord(options_.topics, item, now));
    }
  }
  absl::Status status = records.empty() ? absl::OkStatus() : Prepare();
  if (status.ok() && !records.empty()) {
    status = Write(*appends_, std::move(records));
  }
  absl::MutexLock lock(&mu_);
  for (PendingAppend& append : group) {
    pending_bytes_ -= append.size_bytes;
    if (append.status.ok()) {
      append.status = status;
      totals_.appended_total += status.ok() ? static_cast<int64_t>(append.items.size()) : 0;
    }
  }
}

absl::Status LogQueueEngine::Write(TransactionalProducer& producer, std::vector<LogWrite> records,
                                   const GroupPositions* positions) {
  std::vector<TopicPartition> places;
  for (const LogWrite& record : records) {
    places.push_back(record.to);
  }
  ASSIGN_OR_RETURN(const std::vector<int64_t> offsets,
                   producer.Commit(std::move(records), positions));
  absl::MutexLock lock(&mu_);
  for (size_t i = 0; i < places.size(); ++i) {
    if (places[i].topic == options_.topics.dead) {
      dead_letters_.Wrote(offsets[i]);
    } else {
      int64_t& written = written_[places[i]];
      written = std::max(written, offsets[i] + 1);
    }
  }
  return absl::OkStatus();
}

absl::Status LogQueueEngine::Prepare() {
  absl::MutexLock lock(&prepare_mu_);
  if (!prepared_ && options_.prepare) {
    RETURN_IF_ERROR(options_.prepare());
  }
  prepared_ = true;
  return absl::OkStatus();
}

absl::StatusOr<std::vector<DeadLetter>> LogQueueEngine::ListDeadLetters(uint64_t after, int limit) {
  return dead_letters_.List(after, limit);
}

absl::Status LogQueueEngine::Redrive(uint64_t dead_letter_id) {
  DeadLetter letter;
  ASSIGN_OR_RETURN(const WorkItem item, dead_letters_.Read(dead_letter_id, letter));
  std::vector<LogWrite> records = dead_letters_.Removal(dead_letter_id);
  records.push_back(DocumentRecord(options_.topics, item, letter.enqueue_time));
  RETURN_IF_ERROR(Write(*appends_, std::move(records)));
  return dead_letters_.Refresh();
}

absl::StatusOr<int64_t> LogQueueEngine::DropDeadLetters(absl::string_view key_prefix,
                                                        bool /*reclaim*/) {
  ASSIGN_OR_RETURN(const std::vector<DeadLetter> letters, dead_letters_.List(0, kAllLetters));
  std::vector<LogWrite> records;
  int64_t dropped = 0;
  for (const DeadLetter& letter : letters) {
    if (absl::StartsWith(letter.key, key_prefix)) {
      for (LogWrite& record : dead_letters_.Removal(letter.id)) {
        records.push_back(std::move(record));
      }
      ++dropped;
    }
  }
  if (dropped > 0) {
    RETURN_IF_ERROR(Write(*appends_, std::move(records)));
    RETURN_IF_ERROR(dead_letters_.Refresh());
  }
  return dropped;
}

absl::StatusOr<bool> LogQueueEngine::IsDeadLetter(absl::string_view key) {
  bool old = false;
  {
    absl::MutexLock lock(&mu_);
    old = absl::Now() - dead_letters_read_ > kDeadLettersAge;
  }
  if (old) {
    RETURN_IF_ERROR(dead_letters_.Refresh());
    absl::MutexLock lock(&mu_);
    dead_letters_read_ = absl::Now();
  }
  return dead_letters_.Contains(key);
}

QueueStats LogQueueEngine::Stats() {
  const int64_t dead = dead_letters_.count();
  absl::MutexLock lock(&mu_);
  QueueStats stats = totals_;
  stats.dead_letters = dead;
  stats.leased = static_cast<int64_t>(leases_.size());
  stats.waiting = -stats.leased;
  for (const auto& [topic, held] : held_) {
    stats.waiting += held.count;
    stats.size_bytes += held.bytes;
  }
  for (auto& [partition, window] : windows_) {
    const int64_t end = consumer_->KnownEnd(partition);
    stats.waiting += std::max<int64_t>(0, end - window.records.next().value_or(end));
    for (const auto& [offset, work] : window.records.work()) {
      stats.oldest_enqueue_time = std::min(stats.oldest_enqueue_time, work.enqueue_time);
    }
  }
  return stats;
}

void LogQueueEngine::Shutdown() {
  {
    absl::MutexLock lock(&mu_);
    shut_down_ = true;
  }
  if (appender_ != nullptr) {
    appender_->Drain();
  }
}

}  // namespace standpoint
