#include "queue/rocksdb/work_index.h"

#include <algorithm>
#include <cassert>

namespace standpoint {

void WorkIndex::Insert(uint64_t sequence, const WorkEntry& entry, absl::Time not_before) {
  size_bytes_ += entry.size_bytes;
  if (not_before > absl::UnixEpoch()) {
    resting_.emplace(sequence, Resting{entry, not_before});
    timers_.emplace(not_before, sequence);
  } else {
    ready_.emplace_hint(ready_.end(), sequence, entry);
  }
}

std::vector<HeldWork> WorkIndex::Take(int max_count, int64_t max_bytes) {
  std::vector<HeldWork> taken;
  int64_t bytes = 0;
  while (static_cast<int>(taken.size()) < max_count && !ready_.empty()) {
    const auto first = ready_.begin();
    bytes += first->second.size_bytes;
    if (!taken.empty() && bytes > max_bytes) {
      break;
    }
    HeldWork work{first->first, ++last_lease_number_, first->second};
    ++work.entry.attempts;
    held_.emplace(work.sequence, Held{work.entry, work.lease_number, absl::InfiniteFuture(), true});
    ready_.erase(first);
    taken.push_back(work);
  }
  return taken;
}

void WorkIndex::Arm(uint64_t sequence, absl::Time expire) {
  const auto it = held_.find(sequence);
  assert(it != held_.end() && it->second.busy);
  it->second.busy = false;
  it->second.expire = expire;
  timers_.emplace(expire, sequence);
}

std::optional<HeldWork> WorkIndex::Grab(uint64_t sequence, uint64_t lease_number) {
  const auto it = held_.find(sequence);
  if (it == held_.end() || it->second.busy || it->second.lease_number != lease_number) {
    return std::nullopt;
  }
  it->second.busy = true;
  timers_.erase({it->second.expire, sequence});
  return HeldWork{sequence, lease_number, it->second.entry, it->second.expire};
}

void WorkIndex::Requeue(uint64_t sequence, uint32_t attempts, absl::Time not_before) {
  const auto it = held_.find(sequence);
  assert(it != held_.end() && it->second.busy);
  WorkEntry entry = it->second.entry;
  entry.attempts = attempts;
  held_.erase(it);
  size_bytes_ -= entry.size_bytes;  // Insert counts it anew
  Insert(sequence, entry, not_before);
}

void WorkIndex::Remove(uint64_t sequence) {
  const auto it = held_.find(sequence);
  assert(it != held_.end() && it->second.busy);
  size_bytes_ -= it->second.entry.size_bytes;
  held_.erase(it);
}

std::vector<HeldWork> WorkIndex::Advance(absl::Time now, uint32_t max_attempts) {
  std::vector<HeldWork> exhausted;
  while (!timers_.empty() && timers_.begin()->first <= now) {
    const uint64_t sequence = timers_.begin()->second;
    timers_.erase(timers_.begin());
    if (const auto rest = resting_.find(sequence); rest != resting_.end()) {
      ready_.emplace(sequence, rest->second.entry);
      resting_.erase(rest);
      continue;
    }
    Held& held = held_.find(sequence)->second;
    held.busy = true;
    if (held.entry.attempts < max_attempts) {
      Requeue(sequence, held.entry.attempts);
    } else {
      exhausted.push_back({sequence, held.lease_number, held.entry, held.expire});
    }
  }
  return exhausted;
}

absl::Time WorkIndex::NextEvent() const {
  return timers_.empty() ? absl::InfiniteFuture() : timers_.begin()->first;
}

absl::Time WorkIndex::OldestEnqueueTime() const {
  absl::Time oldest = absl::InfiniteFuture();
  const auto consider = [&oldest](const WorkEntry& entry) {
    oldest = std::min(oldest, absl::FromUnixMicros(entry.enqueue_micros));
  };
  if (!ready_.empty()) {
    consider(ready_.begin()->second);
  }
  if (!resting_.empty()) {
    consider(resting_.begin()->second.entry);
  }
  if (!held_.empty()) {
    consider(held_.begin()->second.entry);
  }
  return oldest;
}

}  // namespace standpoint
