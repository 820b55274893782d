// The workers' end of the RocksDB queue: leases and how they end.

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "queue/lease_ended.h"
#include "queue/rocksdb/lease_id.h"
#include "queue/rocksdb/rocksdb_queue_engine.h"

namespace standpoint {
namespace {

absl::Status CheckDuration(absl::Duration duration) {
  if (duration <= absl::ZeroDuration()) {
    return InvalidField("duration", "must be positive");
  }
  return absl::OkStatus();
}

ItemRecord RecordOf(const WorkEntry& entry) {
  return {entry.enqueue_micros, entry.size_bytes, entry.attempts, 0};
}

}  // namespace

absl::Status RocksDbQueue::Tick() {
  std::vector<HeldWork> exhausted;
  {
    absl::MutexLock lock(&mu_);
    exhausted = index_.Advance(options_.clock->Now(), static_cast<uint32_t>(options_.max_attempts));
  }
  std::vector<DeadLetterBox::Burial> burials;
  for (const HeldWork& work : exhausted) {
    burials.push_back(
        {work, absl::StrCat("the lease of attempt ", work.entry.attempts, " expired")});
  }
  return GiveUp(burials);
}

absl::Status RocksDbQueue::GiveUp(const std::vector<DeadLetterBox::Burial>& burials) {
  if (burials.empty()) {
    return absl::OkStatus();
  }
  const absl::Status buried = dead_letters_->Bury(burials, options_.clock->Now(), [&] {
    absl::MutexLock lock(&mu_);
    for (const DeadLetterBox::Burial& burial : burials) {
      index_.Remove(burial.work.sequence);
    }
  });
  if (!buried.ok()) {
    absl::MutexLock lock(&mu_);
    for (const DeadLetterBox::Burial& burial : burials) {
      index_.Arm(burial.work.sequence, burial.work.expire);
    }
  }
  return buried;
}

absl::StatusOr<std::vector<LeasedWork>> RocksDbQueue::Lease(absl::string_view owner, int max_items,
                                                            absl::Duration duration,
                                                            absl::Duration wait) {
  if (max_items < 1) {
    return InvalidField("max_items", "must be at least 1");
  }
  RETURN_IF_ERROR(CheckDuration(duration));
  const absl::Time deadline = options_.clock->Now() + wait;
  for (;;) {
    ASSIGN_OR_RETURN(const std::vector<HeldWork> taken, TakeReady(max_items, deadline));
    if (taken.empty()) {
      return std::vector<LeasedWork>();
    }
    ASSIGN_OR_RETURN(std::vector<LeasedWork> leased, Deliver(taken, duration));
    if (!leased.empty()) {
      return leased;
    }
  }
}

absl::StatusOr<std::vector<HeldWork>> RocksDbQueue::TakeReady(int max_items, absl::Time deadline) {
  for (;;) {
    RETURN_IF_ERROR(Tick());
    absl::MutexLock lock(&mu_);
    if (shut_down_) {
      return MakeError(absl::StatusCode::kUnavailable, "QUEUE_SHUT_DOWN", "the queue is shut down");
    }
    auto taken = index_.Take(max_items, options_.max_lease_bytes);
    if (!taken.empty() || options_.clock->Now() >= deadline) {
      return taken;
    }
    const absl::Time until = std::min(deadline, index_.NextEvent());
    const auto woken = [this, until]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
      return shut_down_ || index_.HasReady() || index_.NextEvent() < until;
    };
    options_.clock->AwaitUntil(mu_, absl::Condition(&woken), until);
  }
}

absl::StatusOr<std::vector<LeasedWork>> RocksDbQueue::Deliver(const std::vector<HeldWork>& taken,
                                                              absl::Duration duration) {
  QueueDb::Batch batch(*db_);
  std::vector<uint64_t> sequences;
  for (const HeldWork& work : taken) {
    batch.PutItem(work.sequence, RecordOf(work.entry));
    sequences.push_back(work.sequence);
  }
  // Before anybody sees the work, so that work which kills the process is counted too.
  if (absl::Status counted = db_->Write(batch, /*sync=*/false); !counted.ok()) {
    HandBack(taken);
    return counted;
  }
  auto payloads = db_->ReadPayloads(sequences);
  std::vector<LeasedWork> leased;
  std::vector<HeldWork> unread;
  std::vector<DeadLetterBox::Burial> lost;
  absl::Status failure;
  absl::ReleasableMutexLock lock(&mu_);
  const absl::Time expire = options_.clock->Now() + duration;
  for (size_t i = 0; i < taken.size(); ++i) {
    const HeldWork& work = taken[i];
    if (payloads[i].ok()) {
      index_.Arm(work.sequence, expire);
      redelivered_total_ += work.entry.attempts > 1 ? 1 : 0;
      leased.push_back({FormatLeaseId({db_->open_number(), work.sequence, work.lease_number}),
                        *std::move(payloads[i]), static_cast<int>(work.entry.attempts),
                        absl::FromUnixMicros(work.entry.enqueue_micros), expire});
    } else if (absl::IsDataLoss(payloads[i].status())) {
      lost.push_back(
          {work, absl::StrCat("its payload is damaged: ", payloads[i].status().message())});
      lost.back().work.expire = options_.clock->Now();
    } else {
      failure = payloads[i].status();
      unread.push_back(work);
    }
  }
  lock.Release();
  HandBack(unread);
  const absl::Status buried = GiveUp(lost);
  failure.Update(buried);
  if (leased.empty() && !failure.ok()) {
    return failure;
  }
  return leased;
}

void RocksDbQueue::HandBack(const std::vector<HeldWork>& taken) {
  absl::MutexLock lock(&mu_);
  for (const HeldWork& work : taken) {
    index_.Requeue(work.sequence, work.entry.attempts - 1);
  }
}

std::optional<HeldWork> RocksDbQueue::Grab(absl::string_view lease_id) {
  const std::optional<LeaseId> id = ParseLeaseId(lease_id);
  if (!id || id->open_number != db_->open_number()) {
    return std::nullopt;
  }
  return index_.Grab(id->sequence, id->lease_number);
}

std::vector<absl::Status> RocksDbQueue::Settle(
    absl::Span<const std::string> lease_ids,
    absl::FunctionRef<void(QueueDb::Batch&, const HeldWork&)> change,
    absl::FunctionRef<void(const HeldWork&)> finish) {
  Tick().IgnoreError();  // what it could not write it tries again
  std::vector<absl::Status> statuses(lease_ids.size());
  std::vector<std::pair<size_t, HeldWork>> grabbed;
  {
    absl::MutexLock lock(&mu_);
    for (size_t i = 0; i < lease_ids.size(); ++i) {
      if (const auto work = Grab(lease_ids[i])) {
        grabbed.emplace_back(i, *work);
      } else {
        statuses[i] = LeaseEnded();
      }
    }
  }
  if (grabbed.empty()) {
    return statuses;
  }
  QueueDb::Batch batch(*db_);
  for (const auto& [i, work] : grabbed) {
    change(batch, work);
  }
  const absl::Status written = db_->Write(batch, /*sync=*/false);

  absl::MutexLock lock(&mu_);
  for (const auto& [i, work] : grabbed) {
    statuses[i] = written;
    if (written.ok()) {
      finish(work);
    } else {
      index_.Arm(work.sequence, work.expire);
    }
  }
  return statuses;
}

std::vector<absl::Status> RocksDbQueue::Complete(absl::Span<const std::string> lease_ids) {
  return Settle(
      lease_ids,
      [](QueueDb::Batch& batch, const HeldWork& work) {
        batch.RemoveItem(work.sequence);
        batch.RemovePayload(work.sequence);
      },
      [this](const HeldWork& work) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
        index_.Remove(work.sequence);
        ++completed_total_;
      });
}

std::vector<absl::Status> RocksDbQueue::Release(absl::Span<const std::string> lease_ids) {
  return Settle(
      lease_ids,
      [](QueueDb::Batch& batch, const HeldWork& work) {
        ItemRecord record = RecordOf(work.entry);
        --record.attempts;
        batch.PutItem(work.sequence, record);
      },
      [this](const HeldWork& work) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
        index_.Requeue(work.sequence, work.entry.attempts - 1);
      });
}

std::vector<absl::Status> RocksDbQueue::Extend(absl::Span<const std::string> lease_ids,
                                               absl::Duration duration) {
  if (const absl::Status valid = CheckDuration(duration); !valid.ok()) {
    return std::vector<absl::Status>(lease_ids.size(), valid);
  }
  Tick().IgnoreError();  // what it could not write it tries again
  std::vector<absl::Status> statuses(lease_ids.size());
  absl::MutexLock lock(&mu_);
  const absl::Time expire = options_.clock->Now() + duration;
  for (size_t i = 0; i < lease_ids.size(); ++i) {
    if (const auto work = Grab(lease_ids[i])) {
      index_.Arm(work->sequence, expire);
    } else {
      statuses[i] = LeaseEnded();
    }
  }
  return statuses;
}

absl::Status RocksDbQueue::Fail(absl::string_view lease_id, absl::string_view reason,
                                bool retriable) {
  Tick().IgnoreError();  // what it could not write it tries again
  std::optional<HeldWork> work;
  {
    absl::MutexLock lock(&mu_);
    work = Grab(lease_id);
  }
  if (!work) {
    return LeaseEnded();
  }
  const auto attempts = static_cast<int>(work->entry.attempts);
  if (!retriable || attempts >= options_.max_attempts) {
    return GiveUp({{*work, std::string(reason)}});
  }
  const absl::Time not_before =
      options_.clock->Now() + BackOff(options_.back_off, attempts, work->sequence);
  ItemRecord record = RecordOf(work->entry);
  record.not_before_micros = absl::ToUnixMicros(not_before);
  QueueDb::Batch batch(*db_);
  batch.PutItem(work->sequence, record);
  const absl::Status written = db_->Write(batch, /*sync=*/false);

  absl::MutexLock lock(&mu_);
  if (written.ok()) {
    index_.Requeue(work->sequence, work->entry.attempts, not_before);
  } else {
    index_.Arm(work->sequence, work->expire);
  }
  return written;
}

}  // namespace standpoint
