// The live items in memory: who waits, who rests, who is held until when. Bytes are elsewhere.

#ifndef STANDPOINT_QUEUE_ROCKSDB_WORK_INDEX_H_
#define STANDPOINT_QUEUE_ROCKSDB_WORK_INDEX_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/btree_set.h"
#include "absl/time/time.h"

namespace standpoint {

// What the index keeps of an item: some 30 bytes of memory with its place in the tree.
struct WorkEntry {
  int64_t enqueue_micros = 0;
  uint32_t size_bytes = 0;
  uint32_t attempts = 0;
};

// An item at a moment when it belongs to one caller.
struct HeldWork {
  uint64_t sequence = 0;
  uint64_t lease_number = 0;
  WorkEntry entry;
  absl::Time expire = absl::InfiniteFuture();  // when its lease would have ended
};

// An item is ready (leasable), resting (after a failure) or held. A held item is either leased,
// with a time at which the lease ends, or busy: its change is being written, and nobody else can
// touch it until Arm, Requeue or Remove. Sequence numbers follow enqueue times.
//
// Threads: unsafe; the queue's mutex guards it.
class WorkIndex {
 public:
  // A new item, or one found on disk. Resting when `not_before` is later than the epoch.
  void Insert(uint64_t sequence, const WorkEntry& entry, absl::Time not_before = absl::UnixEpoch());

  // Takes ready items by sequence, at most `max_count` and, beyond the first, at most `max_bytes`.
  // They are busy, under a new lease number, with their attempts counted.
  std::vector<HeldWork> Take(int max_count, int64_t max_bytes);

  // Makes a busy item leased until `expire`.
  void Arm(uint64_t sequence, absl::Time expire);

  // Makes a leased item busy; nothing when this lease is not there or is busy.
  std::optional<HeldWork> Grab(uint64_t sequence, uint64_t lease_number);

  // Ends a busy item: ready again or, with `not_before`, resting.
  void Requeue(uint64_t sequence, uint32_t attempts, absl::Time not_before = absl::UnixEpoch());
  // Ends a busy item: gone.
  void Remove(uint64_t sequence);

  // Ends the rests and leases that are due. Gives the items whose attempts are used up, busy.
  std::vector<HeldWork> Advance(absl::Time now, uint32_t max_attempts);

  bool HasReady() const { return !ready_.empty(); }
  // When Advance next has something to do; InfiniteFuture when never.
  absl::Time NextEvent() const;
  // The enqueue time of the oldest live item; InfiniteFuture when there is none.
  absl::Time OldestEnqueueTime() const;

  int64_t waiting() const { return static_cast<int64_t>(ready_.size() + resting_.size()); }
  int64_t held() const { return static_cast<int64_t>(held_.size()); }
  int64_t size_bytes() const { return size_bytes_; }

 private:
  struct Held {
    WorkEntry entry;
    uint64_t lease_number = 0;
    absl::Time expire;
    bool busy = true;
  };
  struct Resting {
    WorkEntry entry;
    absl::Time not_before;
  };

  absl::btree_map<uint64_t, WorkEntry> ready_;
  absl::btree_map<uint64_t, Resting> resting_;
  absl::btree_map<uint64_t, Held> held_;
  // Ends of rests and of leases, each with its item.
  absl::btree_set<std::pair<absl::Time, uint64_t>> timers_;
  uint64_t last_lease_number_ = 0;
  int64_t size_bytes_ = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_ROCKSDB_WORK_INDEX_H_
