#include "ingest/outbox/outbox.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/kafka/pieces.h"
#include "common/log/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "standpoint/internal/v1/work.pb.h"

namespace standpoint {
namespace {

constexpr int kSendAtOnce = 256;
// The local queue's leases last as long as the process.
constexpr absl::Duration kForever = absl::Hours(24 * 365 * 10);
constexpr absl::Duration kWaitForWork = absl::Seconds(1);
constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
constexpr absl::Duration kLongestPause = absl::Seconds(5);

absl::Status NotHere() {
  return MakeError(absl::StatusCode::kFailedPrecondition, "LEASED_ELSEWHERE",
                   "on a cluster, work is leased from the log");
}

std::vector<absl::Status> NotHere(absl::Span<const std::string> lease_ids) {
  return std::vector<absl::Status>(lease_ids.size(), NotHere());
}

int64_t RevisionOf(const WorkItem& item) {
  internal::v1::WorkPayload payload;
  return payload.ParseFromString(item.payload) ? payload.document().revision() : 0;
}

}  // namespace

Outbox::Outbox(OutboxOptions options, std::unique_ptr<WorkQueue> local, DocumentLog& log,
               LogQueue& letters, WrittenDocuments& stores)
    : options_(options),
      local_(std::move(local)),
      log_(log),
      letters_(letters),
      stores_(stores),
      sender_([this] { KeepSending(); }),
      confirmer_([this] { KeepConfirming(); }) {}

Outbox::~Outbox() {
  Shutdown();
  sender_.join();
  confirmer_.join();
}

void Outbox::Shutdown() {
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
  }
  local_->Shutdown();
}

void Outbox::Append(std::vector<WorkItem> items, AppendDone done) {
  for (const WorkItem& item : items) {
    if (static_cast<int64_t>(item.payload.size()) > kMaxLogValueBytes) {
      done(
          InvalidField("content", absl::StrCat("must have at most ", kMaxLogValueBytes, " bytes")));
      return;
    }
  }
  local_->Append(std::move(items), std::move(done));
}

absl::StatusOr<int64_t> Outbox::DropDeadLetters(absl::string_view key_prefix, bool reclaim) {
  ASSIGN_OR_RETURN(const int64_t dropped, letters_.DropDeadLetters(key_prefix, reclaim));
  RETURN_IF_ERROR(local_->DropDeadLetters(key_prefix, reclaim).status());
  return dropped;
}

QueueStats Outbox::Stats() {
  QueueStats stats = local_->Stats();
  stats.dead_letters = letters_.Stats().dead_letters;
  absl::MutexLock lock(&mu_);
  stats.leased -= std::min(settled_, stats.leased);
  return stats;
}

OutboxStats Outbox::OutboxCounts() const {
  absl::MutexLock lock(&mu_);
  return {static_cast<int64_t>(sent_.size()), settled_, resent_total_, confirmed_total_};
}

absl::StatusOr<std::vector<LeasedWork>> Outbox::Lease(absl::string_view, int, absl::Duration,
                                                      absl::Duration) {
  return NotHere();
}
std::vector<absl::Status> Outbox::Complete(absl::Span<const std::string> ids) {
  return NotHere(ids);
}
std::vector<absl::Status> Outbox::Release(absl::Span<const std::string> ids) {
  return NotHere(ids);
}
std::vector<absl::Status> Outbox::Extend(absl::Span<const std::string> ids, absl::Duration) {
  return NotHere(ids);
}
absl::Status Outbox::Fail(absl::string_view, absl::string_view, bool) { return NotHere(); }

void Outbox::KeepSending() {
  while (true) {
    int room = 0;
    {
      absl::MutexLock lock(&mu_);
      mu_.Await(absl::Condition(this, &Outbox::MaySend));
      if (stopping_) {
        return;
      }
      room = options_.max_sent - Unsettled();
    }
    auto work = local_->Lease("outbox", std::min(room, kSendAtOnce), kForever, kWaitForWork);
    if (!work.ok()) {  // shut down, or a disk that comes back or does not
      absl::MutexLock lock(&mu_);
      options_.clock->AwaitUntil(mu_, absl::Condition(&stopping_),
                                 options_.clock->Now() + kFirstPause);
      continue;
    }
    if (!work->empty()) {
      Send(*std::move(work));
    }
  }
}

void Outbox::Send(std::vector<LeasedWork> work) {
  // A first attempt is certainly not in the log; what an earlier process leased may be.
  std::vector<LeasedWork> fresh;
  std::vector<LeasedWork> maybe_sent;
  for (LeasedWork& one : work) {
    absl::MutexLock lock(&mu_);
    const bool again = resends_.find(one.item.key) != resends_.end();
    (one.attempt == 1 || again ? fresh : maybe_sent).push_back(std::move(one));
  }
  for (const std::vector<LeasedWork>* part : {&fresh, &maybe_sent}) {
    if (part->empty()) {
      continue;
    }
    const bool is_fresh = part == &fresh;
    auto places = SendPatiently(is_fresh ? *part : std::vector<LeasedWork>());
    if (!places.ok()) {  // stopping
      std::vector<std::string> ids;
      for (const LeasedWork& one : *part) {
        ids.push_back(one.lease_id);
      }
      if (is_fresh) {
        local_->Release(ids);
      }
      continue;
    }
    // Where nothing is known: before the present end, which KeepConfirming finds out.
    absl::MutexLock lock(&mu_);
    for (size_t i = 0; i < part->size(); ++i) {
      const LeasedWork& one = (*part)[i];
      Sent sent;
      sent.lease_id = one.lease_id;
      sent.write = {one.item.key, RevisionOf(one.item)};
      sent.place = is_fresh ? (*places)[i] : LogPlace{log_.PartitionOf(one.item.key), -1};
      sent_.emplace(++last_id_, std::move(sent));
    }
  }
}

absl::StatusOr<std::vector<LogPlace>> Outbox::SendPatiently(const std::vector<LeasedWork>& work) {
  std::vector<WorkItem> items;
  std::vector<absl::Time> enqueued;
  for (const LeasedWork& one : work) {
    items.push_back(one.item);
    enqueued.push_back(one.enqueue_time);
  }
  absl::Duration pause = kFirstPause;
  while (!items.empty()) {
    auto places = log_.Write(items, enqueued);
    if (places.ok()) {
      return places;
    }
    Log(Severity::kWarning, "outbox_cannot_send", {{"why", places.status().message()}});
    absl::MutexLock lock(&mu_);
    if (options_.clock->AwaitUntil(mu_, absl::Condition(&stopping_),
                                   options_.clock->Now() + pause)) {
      return places.status();
    }
    pause = std::min(2 * pause, kLongestPause);
  }
  return std::vector<LogPlace>();
}

}  // namespace standpoint
