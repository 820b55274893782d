#include "queue/conformance/queue_model.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace standpoint {

void QueueModel::Advance(absl::Time now) {
  now_ = now;
  std::vector<std::string> expired;
  for (const auto& [key, item] : live_) {
    if (!item.lease_id.empty() && item.expire <= now) {
      expired.push_back(key);
    }
  }
  for (const std::string& key : expired) {
    EndAttempt(key, true);
  }
}

void QueueModel::Reopen() {
  std::vector<std::string> leased;
  for (auto& [key, item] : live_) {
    item.rest_ends_earliest = absl::InfinitePast();
    if (!item.lease_id.empty()) {
      leased.push_back(key);
    }
  }
  for (const std::string& key : leased) {
    EndAttempt(key, true);
  }
}

void QueueModel::EndAttempt(const std::string& key, bool may_try_again) {
  Item& item = live_.at(key);
  item.lease_id.clear();
  item.rest_ends_earliest = item.rest_ends_latest = absl::InfinitePast();
  if (item.attempts >= max_attempts_ || !may_try_again) {
    dead_[key] = item;
    live_.erase(key);
  }
}

void QueueModel::Append(const WorkItem& item) {
  Item added;
  added.payload = item.payload;
  added.rest_ends_earliest = added.rest_ends_latest = absl::InfinitePast();
  live_[item.key] = added;
}

bool QueueModel::Deliver(const LeasedWork& work, absl::Time expire) {
  const auto it = live_.find(work.item.key);
  if (it == live_.end()) {
    return false;
  }
  Item& item = it->second;
  const bool right = item.lease_id.empty() && now_ >= item.rest_ends_earliest &&
                     item.payload == work.item.payload && work.attempt == item.attempts + 1;
  ++item.attempts;
  item.lease_id = work.lease_id;
  item.expire = expire;
  return right;
}

void QueueModel::Complete(const std::string& key) { live_.erase(key); }

void QueueModel::Release(const std::string& key) {
  --live_.at(key).attempts;
  EndAttempt(key, true);
}

void QueueModel::Extend(const std::string& key, absl::Time expire) {
  live_.at(key).expire = expire;
}

void QueueModel::Fail(const std::string& key, bool retriable) {
  const int attempts = live_.at(key).attempts;
  EndAttempt(key, retriable);
  if (const auto it = live_.find(key); it != live_.end()) {
    const absl::Duration full =
        std::min(back_off_.initial * std::pow(back_off_.factor, attempts - 1), back_off_.cap);
    it->second.rest_ends_earliest = now_ + full * 0.79;
    it->second.rest_ends_latest = now_ + full;
  }
}

void QueueModel::Redrive(const std::string& key) {
  Item item = dead_.at(key);
  item.attempts = 0;
  live_[key] = item;
  dead_.erase(key);
}

int QueueModel::MustBeLeasable() const {
  return static_cast<int>(std::count_if(live_.begin(), live_.end(), [this](const auto& entry) {
    return entry.second.lease_id.empty() && now_ >= entry.second.rest_ends_latest;
  }));
}

int64_t QueueModel::Leased() const {
  return std::count_if(live_.begin(), live_.end(),
                       [](const auto& entry) { return !entry.second.lease_id.empty(); });
}

int64_t QueueModel::SizeBytes() const {
  int64_t bytes = 0;
  for (const auto& [key, item] : live_) {
    bytes += static_cast<int64_t>(item.payload.size());
  }
  return bytes;
}

}  // namespace standpoint
