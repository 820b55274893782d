// The confirming thread of the outbox: what the stores have is let go, what is missing is sent again.

#include <algorithm>
#include <utility>

#include "common/log/log.h"
#include "ingest/outbox/outbox.h"

namespace standpoint {
namespace {

constexpr size_t kAskAtOnce = 10'000;
constexpr absl::Duration kLongestResend = absl::Hours(24);

// At most `count` of `ids` (rising), those behind `last` first; `last` becomes the last of them.
std::vector<uint64_t> InTurn(std::vector<uint64_t> ids, size_t count, uint64_t& last) {
  std::rotate(ids.begin(), std::upper_bound(ids.begin(), ids.end(), last), ids.end());
  ids.resize(std::min(ids.size(), count));
  last = ids.empty() ? 0 : ids.back();
  return ids;
}

}  // namespace

void Outbox::KeepConfirming() {
  while (true) {
    {
      absl::MutexLock lock(&mu_);
      if (options_.clock->AwaitUntil(mu_, absl::Condition(&stopping_),
                                     options_.clock->Now() + options_.look_every)) {
        return;
      }
      if (sent_.empty()) {
        continue;
      }
    }
    ConfirmOnce();
  }
}

void Outbox::ConfirmOnce() {
  const auto progress = log_.Progress();
  if (!progress.ok()) {
    return;  // nothing is known: nothing is missing
  }
  std::vector<uint64_t> ids;
  std::vector<DocumentWrite> writes;
  std::vector<uint64_t> again;
  const absl::Time now = options_.clock->Now();
  {
    absl::MutexLock lock(&mu_);
    ids = Due(*progress, now, again);
    for (const uint64_t id : ids) {
      writes.push_back(sent_.at(id).write);
    }
  }
  const std::vector<WriteStanding> written = stores_.Ask(writes);
  std::vector<uint64_t> done;
  for (size_t i = 0; i < ids.size(); ++i) {
    const auto [everywhere, somewhere] = written[i];
    const bool dead = !somewhere && letters_.IsDeadLetter(writes[i].name).value_or(false);
    absl::MutexLock lock(&mu_);
    Sent& sent = sent_.at(ids[i]);
    if (somewhere || dead) {
      Settle(sent);
    }
    if (everywhere == Written::kYes || (everywhere == Written::kNo && dead)) {
      done.push_back(ids[i]);
    } else if (everywhere == Written::kUnknown) {
      sent.missing_since = absl::InfiniteFuture();
    } else if (IsMissing(sent, now)) {
      again.push_back(ids[i]);
    }
  }
  Forget(done);
  SendAgain(again);
}

std::vector<uint64_t> Outbox::Due(const std::vector<LogProgress>& progress, absl::Time now,
                                  std::vector<uint64_t>& lost) {
  std::vector<uint64_t> due;
  std::vector<uint64_t> settled;
  for (auto& [id, sent] : sent_) {
    const LogProgress& at = progress[static_cast<size_t>(sent.place.partition)];
    if (sent.place.offset < 0) {
      sent.place.offset = std::max<int64_t>(0, at.end - 1);
    }
    const bool is_lost = sent.place.offset >= at.end;
    sent.lost_since = is_lost ? std::min(sent.lost_since, now) : absl::InfiniteFuture();
    if (is_lost && now - sent.lost_since >= options_.lost_after) {
      lost.push_back(id);
    } else if (sent.place.offset < at.done) {
      (sent.settled ? settled : due).push_back(id);
    }
  }
  due = InTurn(std::move(due), kAskAtOnce, last_asked_);
  settled = InTurn(std::move(settled), kAskAtOnce - due.size(), last_settled_asked_);
  due.insert(due.end(), settled.begin(), settled.end());
  return due;
}

void Outbox::Settle(Sent& sent) {
  settled_ += sent.settled ? 0 : 1;
  sent.settled = true;
}

std::string Outbox::Remove(uint64_t id) {
  const auto sent = sent_.find(id);
  std::string lease = std::move(sent->second.lease_id);
  settled_ -= sent->second.settled ? 1 : 0;
  sent_.erase(sent);
  return lease;
}

bool Outbox::IsMissing(Sent& sent, absl::Time now) {
  sent.missing_since = std::min(sent.missing_since, now);
  const auto resends = resends_.find(sent.write.name);
  const int times = resends == resends_.end() ? 0 : std::min(resends->second, 20);
  const absl::Duration patience = options_.resend_after * static_cast<double>(1 << times);
  return now - sent.missing_since >= std::min(kLongestResend, patience);
}

void Outbox::Forget(const std::vector<uint64_t>& ids) {
  std::vector<std::string> leases;
  {
    absl::MutexLock lock(&mu_);
    for (const uint64_t id : ids) {
      resends_.erase(sent_.at(id).write.name);
      leases.push_back(Remove(id));
    }
    confirmed_total_ += static_cast<int64_t>(ids.size());
  }
  if (!leases.empty()) {
    local_->Complete(leases);
  }
}

void Outbox::SendAgain(const std::vector<uint64_t>& ids) {
  if (ids.empty()) {
    return;
  }
  std::vector<std::string> leases;
  {
    absl::MutexLock lock(&mu_);
    for (const uint64_t id : ids) {
      ++resends_[sent_.at(id).write.name];
      leases.push_back(Remove(id));
    }
    resent_total_ += static_cast<int64_t>(ids.size());
  }
  Log(Severity::kWarning, "outbox_sends_again", {{"documents", ids.size()}});
  local_->Release(leases);  // to be leased, and so sent, as new
}

}  // namespace standpoint
