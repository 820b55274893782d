// How far a replica is behind its log.

#ifndef STANDPOINT_STORE_REPLICA_LAG_TRACKER_H_
#define STANDPOINT_STORE_REPLICA_LAG_TRACKER_H_

#include <cstdint>
#include <map>
#include <vector>

#include "absl/time/time.h"
#include "store/replica/log_source.h"

namespace standpoint {

// One partition.
struct PartitionLag {
  int64_t next_offset = 0;  // of the first record that is not applied
  OffsetRange range;        // as last heard
  int64_t records = 0;      // offsets from `next_offset` to the end
  // How old the oldest record that is not applied may be at most; infinite: not known yet.
  absl::Duration age = absl::InfiniteDuration();
};

// What a record came for and what became of it, put together with what the broker says. Times are those of the clock that
// the caller looks at, and of records; a record counts as no older than the last moment at which nothing was missing, so
// that clocks that differ do no harm.
//
// Threads: one at a time.
class LagTracker {
 public:
  // Reading begins, or begins again, at `next_offset`; `last_time`: of the record before it, or InfinitePast. What the
  // broker said before still counts.
  void Start(int partition, int64_t next_offset, absl::Time last_time);

  // The broker says so, at `now`.
  void Heard(int partition, OffsetRange range, absl::Time now);
  // A record was read; it is not applied yet.
  void Read(int partition, int64_t offset, absl::Time time);
  // Everything before `offset` was read.
  void ReadUpTo(int partition, int64_t offset);
  // A record that was read is applied, or skipped for good.
  void Settled(int partition, int64_t offset);

  PartitionLag Of(int partition, absl::Time now) const;
  std::vector<int> partitions() const;
  // The largest age of all.
  absl::Duration Age(absl::Time now) const;

 private:
  struct Partition {
    int64_t read_up_to = 0;
    OffsetRange range;
    bool heard = false;
    std::map<int64_t, absl::Time> under_way;         // by offset
    absl::Time last_time = absl::InfinitePast();     // of the last record that was settled
    absl::Time caught_up_at = absl::InfinitePast();  // when nothing was missing, last
    int64_t next_offset() const {
      return under_way.empty() ? read_up_to : under_way.begin()->first;
    }
  };

  std::map<int, Partition> partitions_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_LAG_TRACKER_H_
