#include "queue/rocksdb/dead_letter_box.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "queue/reason.h"

namespace standpoint {
absl::StatusOr<std::unique_ptr<DeadLetterBox>> DeadLetterBox::Open(QueueDb* db) {
  std::unique_ptr<DeadLetterBox> box(new DeadLetterBox(db));
  absl::MutexLock lock(&box->mu_);
  ASSIGN_OR_RETURN(box->next_id_, db->ReadNextDeadLetterId());
  int64_t count = 0;
  RETURN_IF_ERROR(db->ScanDeadLetters(0, [&count](uint64_t, const DeadLetterRecord&) {
    ++count;
    return true;
  }));
  box->count_ = count;
  return box;
}

absl::Status DeadLetterBox::Bury(const std::vector<Burial>& burials, absl::Time now,
                                 absl::FunctionRef<void()> forget) {
  std::vector<uint64_t> sequences;
  for (const Burial& burial : burials) {
    sequences.push_back(burial.work.sequence);
  }
  auto payloads = db_->ReadPayloads(sequences);  // for their keys

  absl::MutexLock lock(&mu_);
  QueueDb::Batch batch(*db_);
  uint64_t id = next_id_;
  for (size_t i = 0; i < burials.size(); ++i) {
    const HeldWork& work = burials[i].work;
    DeadLetterRecord record;
    record.sequence = work.sequence;
    record.key = payloads[i].ok() ? std::move(payloads[i]->key) : "";
    record.reason = ShortenReason(burials[i].reason);
    record.attempts = work.entry.attempts;
    record.enqueue_micros = work.entry.enqueue_micros;
    record.dead_micros = std::max<int64_t>(absl::ToUnixMicros(now), 0);
    record.size_bytes = work.entry.size_bytes;
    batch.PutDeadLetter(id++, record);
    batch.RemoveItem(work.sequence);
  }
  batch.PutNextDeadLetterId(id);
  RETURN_IF_ERROR(db_->Write(batch, /*sync=*/false));
  next_id_ = id;
  count_ += static_cast<int64_t>(burials.size());
  buried_total_ += static_cast<int64_t>(burials.size());
  forget();
  return absl::OkStatus();
}

absl::StatusOr<std::vector<DeadLetter>> DeadLetterBox::List(uint64_t after, int limit) const {
  if (limit < 1) {
    return InvalidField("limit", "must be at least 1");
  }
  std::vector<DeadLetter> letters;
  RETURN_IF_ERROR(db_->ScanDeadLetters(after, [&](uint64_t id, const DeadLetterRecord& record) {
    letters.push_back({id, record.key, record.reason, static_cast<int>(record.attempts),
                       absl::FromUnixMicros(record.enqueue_micros),
                       absl::FromUnixMicros(record.dead_micros), record.size_bytes});
    return static_cast<int>(letters.size()) < limit;
  }));
  return letters;
}

absl::StatusOr<HeldWork> DeadLetterBox::Redrive(uint64_t id,
                                                absl::FunctionRef<absl::Status(int64_t)> admit) {
  absl::MutexLock lock(&mu_);
  ASSIGN_OR_RETURN(const DeadLetterRecord record, db_->ReadDeadLetter(id));
  RETURN_IF_ERROR(admit(record.size_bytes));
  QueueDb::Batch batch(*db_);
  batch.RemoveDeadLetter(id);
  batch.PutItem(record.sequence, {record.enqueue_micros, record.size_bytes, 0, 0});
  RETURN_IF_ERROR(db_->Write(batch, /*sync=*/true));
  --count_;
  HeldWork work;
  work.sequence = record.sequence;
  work.entry = {record.enqueue_micros, record.size_bytes, 0};
  return work;
}

absl::StatusOr<int64_t> DeadLetterBox::Drop(absl::string_view key_prefix) {
  absl::MutexLock lock(&mu_);
  QueueDb::Batch batch(*db_);
  int64_t dropped = 0;
  RETURN_IF_ERROR(db_->ScanDeadLetters(0, [&](uint64_t id, const DeadLetterRecord& record) {
    if (absl::StartsWith(record.key, key_prefix)) {
      batch.RemoveDeadLetter(id);
      batch.RemovePayload(record.sequence);
      ++dropped;
    }
    return true;
  }));
  if (dropped > 0) {
    RETURN_IF_ERROR(db_->Write(batch, /*sync=*/true));
    count_ -= dropped;
  }
  return dropped;
}

int64_t DeadLetterBox::count() const {
  absl::MutexLock lock(&mu_);
  return count_;
}

int64_t DeadLetterBox::buried_total() const {
  absl::MutexLock lock(&mu_);
  return buried_total_;
}

}  // namespace standpoint
