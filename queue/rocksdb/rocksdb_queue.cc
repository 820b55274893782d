// Opening, appending, dead letters, counts; rocksdb_queue_leases.cc has the workers' end.

#include "queue/rocksdb/rocksdb_queue.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "queue/rocksdb/rocksdb_queue_engine.h"

namespace standpoint {
namespace {

constexpr absl::Duration kRetryWhenFull = absl::Seconds(1);
constexpr size_t kMaxBurialsAtOnce = 1000;

absl::Status CheckOptions(const RocksDbQueueOptions& options) {
  if (options.directory.empty()) {
    return InvalidField("directory", "must not be empty");
  }
  if (options.max_count < 1 || options.max_bytes < 1 || options.max_lease_bytes < 1) {
    return InvalidField("max_count, max_bytes, max_lease_bytes", "must be at least 1");
  }
  if (options.max_pending_bytes < 1 || options.max_pending_bytes > (int64_t{1} << 31)) {
    return InvalidField("max_pending_bytes", "must be from 1 to 2 GiB");
  }
  if (options.max_attempts < 1) {
    return InvalidField("max_attempts", "must be at least 1");
  }
  const BackOffOptions& back_off = options.back_off;
  if (back_off.initial < absl::ZeroDuration() || back_off.cap < back_off.initial ||
      back_off.factor < 1) {
    return InvalidField("back_off", "needs 0 <= initial <= cap and factor >= 1");
  }
  return absl::OkStatus();
}

int64_t PayloadBytes(const std::vector<WorkItem>& items) {
  int64_t bytes = 0;
  for (const WorkItem& item : items) {
    bytes += static_cast<int64_t>(item.payload.size());
  }
  return bytes;
}

}  // namespace

absl::StatusOr<std::unique_ptr<WorkQueue>> OpenRocksDbQueue(const RocksDbQueueOptions& options) {
  RETURN_IF_ERROR(CheckOptions(options));
  QueueDbOptions db_options;
  db_options.directory = options.directory;
  db_options.file_system = options.file_system;
  db_options.memory = options.memory;
  ASSIGN_OR_RETURN(auto db, QueueDb::Open(db_options));
  ASSIGN_OR_RETURN(auto dead_letters, DeadLetterBox::Open(db.get()));
  auto queue = std::make_unique<RocksDbQueue>(options, std::move(db), std::move(dead_letters));
  RETURN_IF_ERROR(queue->Load());
  return queue;
}

RocksDbQueue::RocksDbQueue(const RocksDbQueueOptions& options, std::unique_ptr<QueueDb> db,
                           std::unique_ptr<DeadLetterBox> dead_letters)
    : options_(options),
      db_(std::move(db)),
      dead_letters_(std::move(dead_letters)),
      committer_([this](std::vector<PendingAppend>& group) { CommitGroup(group); }) {}

RocksDbQueue::~RocksDbQueue() { Shutdown(); }

absl::Status RocksDbQueue::Load() {
  ASSIGN_OR_RETURN(next_sequence_, db_->ReadNextSequence());
  std::vector<DeadLetterBox::Burial> exhausted;
  RETURN_IF_ERROR(db_->ScanItems([&](uint64_t sequence, const ItemRecord& record) {
    last_enqueue_micros_ = std::max(last_enqueue_micros_, record.enqueue_micros);
    const WorkEntry entry{record.enqueue_micros, record.size_bytes, record.attempts};
    if (static_cast<int>(record.attempts) >= options_.max_attempts) {
      exhausted.push_back({{sequence, 0, entry},
                           absl::StrCat("the queue was closed during attempt ", record.attempts)});
      return absl::OkStatus();
    }
    absl::MutexLock lock(&mu_);
    index_.Insert(sequence, entry, absl::FromUnixMicros(record.not_before_micros));
    return absl::OkStatus();
  }));
  for (size_t begin = 0; begin < exhausted.size(); begin += kMaxBurialsAtOnce) {
    const size_t end = std::min(begin + kMaxBurialsAtOnce, exhausted.size());
    RETURN_IF_ERROR(dead_letters_->Bury({exhausted.begin() + begin, exhausted.begin() + end},
                                        options_.clock->Now(), [] {}));
  }
  return absl::OkStatus();
}

absl::Status RocksDbQueue::Reserve(int64_t count, int64_t size_bytes) {
  if (count > options_.max_count ||
      size_bytes > std::min(options_.max_bytes, options_.max_pending_bytes)) {
    return InvalidField("items", absl::StrCat(count, " items with ", size_bytes,
                                              " bytes are more than the queue ever holds"));
  }
  absl::MutexLock lock(&mu_);
  if (shut_down_) {
    return MakeError(absl::StatusCode::kUnavailable, "QUEUE_SHUT_DOWN", "the queue is shut down");
  }
  const int64_t live_count = index_.waiting() + index_.held() + reserved_count_;
  const int64_t live_bytes = index_.size_bytes() + reserved_bytes_;
  if (live_count + count > options_.max_count || live_bytes + size_bytes > options_.max_bytes) {
    refused_total_ += count;
    return Overloaded(
        "queue",
        absl::StrCat("it holds ", live_count, " items with ", live_bytes, " bytes; the bounds are ",
                     options_.max_count, " and ", options_.max_bytes),
        kRetryWhenFull);
  }
  if (reserved_bytes_ + size_bytes > options_.max_pending_bytes) {
    refused_total_ += count;
    return Overloaded("queue", "too many appends wait for the disk", kRetryWhenFull);
  }
  reserved_count_ += count;
  reserved_bytes_ += size_bytes;
  return absl::OkStatus();
}

void RocksDbQueue::Append(std::vector<WorkItem> items, AppendDone done) {
  PendingAppend append;
  append.size_bytes = PayloadBytes(items);
  append.status = Reserve(static_cast<int64_t>(items.size()), append.size_bytes);
  if (append.status.ok()) {
    append.items = std::move(items);
  }
  append.done = std::move(done);
  committer_.Add(std::move(append));
}

void RocksDbQueue::CommitGroup(std::vector<PendingAppend>& group) {
  // Order by sequence is order by time, also when the clock steps back.
  last_enqueue_micros_ = std::max(absl::ToUnixMicros(options_.clock->Now()), last_enqueue_micros_);
  const uint64_t first = next_sequence_;
  std::vector<uint64_t> sequences;
  std::vector<uint32_t> sizes;
  QueueDb::Batch batch(*db_);
  for (const PendingAppend& append : group) {
    for (const WorkItem& item : append.items) {
      const auto size = static_cast<uint32_t>(item.payload.size());
      batch.PutItem(next_sequence_, {last_enqueue_micros_, size, 0, 0});
      batch.PutPayload(next_sequence_, item);
      sequences.push_back(next_sequence_++);
      sizes.push_back(size);
    }
  }
  if (sequences.empty()) {
    return;
  }
  batch.PutNextSequence(next_sequence_);
  const absl::Status written = db_->Write(batch, /*sync=*/true, sequences);

  absl::MutexLock lock(&mu_);
  for (PendingAppend& append : group) {
    if (append.status.ok()) {
      append.status = written;
      reserved_count_ -= static_cast<int64_t>(append.items.size());
      reserved_bytes_ -= append.size_bytes;
    }
  }
  if (written.ok()) {
    for (size_t i = 0; i < sizes.size(); ++i) {
      index_.Insert(first + i, {last_enqueue_micros_, sizes[i], 0});
    }
    appended_total_ += static_cast<int64_t>(sizes.size());
  }
}

absl::StatusOr<std::vector<DeadLetter>> RocksDbQueue::ListDeadLetters(uint64_t after, int limit) {
  RETURN_IF_ERROR(Tick());
  return dead_letters_->List(after, limit);
}

absl::Status RocksDbQueue::Redrive(uint64_t dead_letter_id) {
  int64_t reserved_bytes = -1;
  const auto redriven = dead_letters_->Redrive(dead_letter_id, [&](int64_t size_bytes) {
    const absl::Status status = Reserve(1, size_bytes);
    reserved_bytes = status.ok() ? size_bytes : -1;
    return status;
  });
  absl::MutexLock lock(&mu_);
  if (reserved_bytes >= 0) {
    reserved_count_ -= 1;
    reserved_bytes_ -= reserved_bytes;
  }
  if (redriven.ok()) {
    index_.Insert(redriven->sequence, redriven->entry);
  }
  return redriven.status();
}

absl::StatusOr<int64_t> RocksDbQueue::DropDeadLetters(absl::string_view key_prefix, bool reclaim) {
  RETURN_IF_ERROR(Tick());
  ASSIGN_OR_RETURN(const int64_t dropped, dead_letters_->Drop(key_prefix));
  if (reclaim) {
    RETURN_IF_ERROR(db_->Reclaim());
  }
  return dropped;
}

QueueStats RocksDbQueue::Stats() {
  Tick().IgnoreError();  // what it could not write it tries again
  QueueStats stats;
  stats.dead_letters = dead_letters_->count();
  stats.dead_lettered_total = dead_letters_->buried_total();
  stats.max_count = options_.max_count;
  stats.max_bytes = options_.max_bytes;
  absl::MutexLock lock(&mu_);
  stats.waiting = index_.waiting();
  stats.leased = index_.held();
  stats.size_bytes = index_.size_bytes();
  stats.oldest_enqueue_time = index_.OldestEnqueueTime();
  stats.appended_total = appended_total_;
  stats.completed_total = completed_total_;
  stats.refused_total = refused_total_;
  stats.redelivered_total = redelivered_total_;
  return stats;
}

void RocksDbQueue::Shutdown() {
  {
    absl::MutexLock lock(&mu_);
    shut_down_ = true;
  }
  committer_.Drain();
  db_->Sync().IgnoreError();  // spares redeliveries after a power cut; nothing was promised
}

}  // namespace standpoint
