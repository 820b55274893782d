#include "store/replica/lag_tracker.h"

#include <algorithm>

namespace standpoint {

void LagTracker::Start(int partition, int64_t next_offset, absl::Time last_time) {
  Partition& of = partitions_[partition];
  of.read_up_to = next_offset;
  of.last_time = last_time;
  of.under_way.clear();
}

void LagTracker::Heard(int partition, OffsetRange range, absl::Time now) {
  Partition& of = partitions_[partition];
  of.range = range;
  of.heard = true;
  if (of.next_offset() >= range.end) {
    of.caught_up_at = now;
  }
}

void LagTracker::Read(int partition, int64_t offset, absl::Time time) {
  Partition& of = partitions_[partition];
  of.under_way[offset] = time;
  of.read_up_to = std::max(of.read_up_to, offset + 1);
}

void LagTracker::ReadUpTo(int partition, int64_t offset) {
  Partition& of = partitions_[partition];
  of.read_up_to = std::max(of.read_up_to, offset);
}

void LagTracker::Settled(int partition, int64_t offset) {
  Partition& of = partitions_[partition];
  const auto settled = of.under_way.find(offset);
  if (settled != of.under_way.end()) {
    of.last_time = settled->second;
    of.under_way.erase(settled);
  }
}

PartitionLag LagTracker::Of(int partition, absl::Time now) const {
  const Partition& of = partitions_.at(partition);
  PartitionLag lag;
  lag.next_offset = of.next_offset();
  lag.range = of.range;
  lag.records = std::max<int64_t>(0, of.range.end - lag.next_offset);
  const absl::Time oldest = of.under_way.empty() ? of.last_time : of.under_way.begin()->second;
  const absl::Time since = std::max(of.caught_up_at, oldest);
  if (of.heard && since != absl::InfinitePast()) {
    lag.age = std::max(absl::ZeroDuration(), now - since);
  }
  return lag;
}

std::vector<int> LagTracker::partitions() const {
  std::vector<int> numbers;
  for (const auto& [number, partition] : partitions_) {
    numbers.push_back(number);
  }
  return numbers;
}

absl::Duration LagTracker::Age(absl::Time now) const {
  absl::Duration age = absl::ZeroDuration();
  for (const auto& [number, partition] : partitions_) {
    age = std::max(age, Of(number, now).age);
  }
  return age;
}

}  // namespace standpoint
