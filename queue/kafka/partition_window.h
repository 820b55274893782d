// The part of a partition that is being worked on: from the first record that is not done to the last one that was read.

#ifndef STANDPOINT_QUEUE_KAFKA_PARTITION_WINDOW_H_
#define STANDPOINT_QUEUE_KAFKA_PARTITION_WINDOW_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "common/kafka/kafka_record.h"
#include "common/kafka/pieces.h"
#include "queue/kafka/position_metadata.h"
#include "queue/work_queue.h"

namespace standpoint {

// A piece of work in a window.
struct LogWork {
  enum State {
    kReady,    // may be leased
    kResting,  // may be leased from `until` on
    kLeased,   // until `until`
    kBusy,     // somebody is about to change it
  };

  WorkItem item;
  std::vector<int64_t> offsets;  // of its pieces
  int attempts = 0;              // leases that were counted
  absl::Time enqueue_time;
  State state = kReady;
  absl::Time until;
  std::string lease_id;  // of kLeased, and of kBusy while the lease goes on
  bool done = false;     // from the moment on at which this is being committed
};

// Threads: one at a time.
class PartitionWindow {
 public:
  // Begins at a committed position, or kFromBeginning.
  explicit PartitionWindow(const LogPosition& position);

  // Takes the next record of the partition. Gives the work that it makes whole (to be put in with Put), unless it is done already;
  // `attempts` are those that the position's metadata knew. Errors: as PieceJoiner::Add.
  struct Found {
    LogRead record;
    std::vector<int64_t> offsets;
    int attempts = 0;
  };
  absl::StatusOr<std::optional<Found>> Read(LogRead record);
  // The partition has ended for now at `next`.
  void ReadTo(int64_t next);

  void Put(LogWork work) { work_.emplace(work.offsets.front(), std::move(work)); }
  // By the first offset; null: there is none.
  LogWork* Find(int64_t offset);
  void Erase(int64_t offset);
  std::map<int64_t, LogWork>& work() { return work_; }

  // What is to be committed; absent while nothing was read. Takes work that is `done` for done.
  std::optional<LogPosition> Position() const;

  const TopicPartition& partition() const { return partition_; }

  // The next offset to be read; absent while nothing was read.
  std::optional<int64_t> next() const { return next_; }

 private:
  TopicPartition partition_;
  std::optional<int64_t> next_;
  PositionMetadata known_;  // of records not read yet
  int64_t touched_ = 0;     // beyond the last record that was done or leased
  PieceJoiner joiner_;
  std::map<int64_t, LogWork> work_;  // by the first offset
};

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_KAFKA_PARTITION_WINDOW_H_
