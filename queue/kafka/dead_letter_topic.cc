#include "queue/kafka/dead_letter_topic.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/log/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "queue/kafka/work_record.h"

namespace standpoint {
namespace {

constexpr absl::Duration kLimit = absl::Seconds(10);
constexpr absl::Duration kPoll = absl::Milliseconds(200);

absl::Status NoLetter(uint64_t id) {
  return absl::NotFoundError(absl::StrCat("there is no dead letter ", id));
}

absl::Status TooSlow() {
  return MakeError(absl::StatusCode::kUnavailable, "KAFKA_UNAVAILABLE",
                   "the dead letters could not be read in time");
}

}  // namespace

absl::StatusOr<std::vector<DeadLetter>> DeadLetterTopic::List(uint64_t after, int limit) {
  if (limit < 1) {
    return InvalidField("limit", "must be at least 1");
  }
  absl::MutexLock lock(&mu_);
  RETURN_IF_ERROR(ReadOn());
  std::vector<DeadLetter> letters;
  for (auto at = letters_.upper_bound(after);
       at != letters_.end() && static_cast<int>(letters.size()) < limit; ++at) {
    letters.push_back(at->second.letter);
  }
  return letters;
}

absl::StatusOr<WorkItem> DeadLetterTopic::Read(uint64_t id, DeadLetter& letter) {
  absl::MutexLock lock(&mu_);
  RETURN_IF_ERROR(ReadOn());
  const auto found = letters_.find(id);
  if (found == letters_.end()) {
    return NoLetter(id);
  }
  letter = found->second.letter;
  ASSIGN_OR_RETURN(const auto reader, KafkaConsumer::Create({.properties = properties_}));
  RETURN_IF_ERROR(reader->Assign({{{topic_, 0}, static_cast<int64_t>(id) - 1, ""}}));
  PieceJoiner joiner;
  for (const absl::Time deadline = absl::Now() + kLimit; absl::Now() < deadline;) {
    ASSIGN_OR_RETURN(std::optional<Polled> polled, reader->Poll(kPoll));
    if (!polled || polled->kind != Polled::kRecord) {
      continue;
    }
    ASSIGN_OR_RETURN(std::optional<JoinedRecord> whole, joiner.Add(std::move(polled->record)));
    if (whole && whole->offsets.front() == static_cast<int64_t>(id) - 1) {
      return WorkItem{letter.key, whole->record.value.value_or("")};
    }
  }
  return TooSlow();
}

std::vector<LogWrite> DeadLetterTopic::Removal(uint64_t id) const {
  absl::MutexLock lock(&mu_);
  std::vector<LogWrite> records;
  const auto found = letters_.find(id);
  if (found != letters_.end()) {
    const std::string& key = found->second.record_key;
    records.push_back({{topic_, 0}, key, std::nullopt, {}});
    for (size_t i = 1; i < found->second.pieces; ++i) {
      records.push_back({{topic_, 0}, absl::StrCat(key, "/", i), std::nullopt, {}});
    }
  }
  return records;
}

int64_t DeadLetterTopic::count() const {
  absl::MutexLock lock(&mu_);
  return static_cast<int64_t>(letters_.size());
}

absl::Status DeadLetterTopic::Refresh() {
  absl::MutexLock lock(&mu_);
  return ReadOn();
}

void DeadLetterTopic::Wrote(int64_t offset) {
  int64_t written = written_;
  while (written <= offset && !written_.compare_exchange_weak(written, offset + 1)) {
  }
}

bool DeadLetterTopic::Contains(absl::string_view key) const {
  absl::MutexLock lock(&mu_);
  return keys_.find(key) != keys_.end();
}

absl::Status DeadLetterTopic::ReadOn() {
  if (consumer_ == nullptr) {
    ASSIGN_OR_RETURN(consumer_, KafkaConsumer::Create({.properties = properties_}));
    RETURN_IF_ERROR(consumer_->Assign({{{topic_, 0}, kFromBeginning, ""}}));
  }
  ASSIGN_OR_RETURN(const LogRange range, consumer_->Range({topic_, 0}, kLimit));
  // A transaction that was committed becomes visible a moment later.
  const int64_t end = std::max(range.end, written_.load());
  for (const absl::Time deadline = absl::Now() + kLimit; next_ < end;) {
    if (absl::Now() >= deadline) {
      return TooSlow();
    }
    ASSIGN_OR_RETURN(std::optional<Polled> polled, consumer_->Poll(kPoll));
    if (!polled) {
      continue;
    }
    if (polled->kind == Polled::kEnd) {
      next_ = std::max(next_, polled->record.offset);
      continue;
    }
    if (polled->kind == Polled::kOutOfRange) {
      // The brokers lost the end of the topic: what is there counts.
      letters_.clear();
      by_record_key_.clear();
      keys_.clear();
      next_ = 0;
      written_ = 0;
      RETURN_IF_ERROR(consumer_->Seek({{topic_, 0}, range.begin, ""}, kLimit));
      continue;
    }
    next_ = polled->record.offset + 1;
    if (!polled->record.value) {
      Forget(polled->record.key);
      continue;
    }
    auto whole = joiner_.Add(std::move(polled->record));
    if (!whole.ok()) {
      Log(Severity::kError, "dead_letter_unreadable", {{"why", whole.status().message()}});
    } else if (*whole) {
      Note(**whole);
    }
  }
  return absl::OkStatus();
}

void DeadLetterTopic::Note(const JoinedRecord& whole) {
  const WorkHeaders headers = ReadWorkHeaders(whole.record);
  Forget(whole.record.key);  // compaction will
  Entry entry;
  entry.record_key = whole.record.key;
  entry.pieces = whole.offsets.size();
  entry.letter.id = static_cast<uint64_t>(whole.record.offset) + 1;
  entry.letter.key = headers.key;
  entry.letter.reason = headers.reason;
  entry.letter.attempts = headers.attempts;
  entry.letter.enqueue_time = headers.enqueue_time;
  entry.letter.dead_time = headers.dead_time;
  entry.letter.size_bytes = headers.size_bytes;
  by_record_key_[entry.record_key] = entry.letter.id;
  ++keys_[headers.key];
  letters_[entry.letter.id] = std::move(entry);
}

void DeadLetterTopic::Forget(absl::string_view record_key) {
  const auto known = by_record_key_.find(record_key);
  if (known == by_record_key_.end()) {
    return;
  }
  const auto letter = letters_.find(known->second);
  const auto key = keys_.find(letter->second.letter.key);
  if (--key->second == 0) {
    keys_.erase(key);
  }
  letters_.erase(letter);
  by_record_key_.erase(known);
}

}  // namespace standpoint
