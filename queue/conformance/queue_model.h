// What a queue with one user at a time must do, written as plainly as possible.

#ifndef STANDPOINT_QUEUE_CONFORMANCE_QUEUE_MODEL_H_
#define STANDPOINT_QUEUE_CONFORMANCE_QUEUE_MODEL_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/time/time.h"
#include "queue/back_off.h"
#include "queue/work_queue.h"

namespace standpoint {

// Items are known by their keys, so every key is appended once.
class QueueModel {
 public:
  struct Item {
    std::string payload;
    int attempts = 0;
    std::string lease_id;           // empty: not leased
    absl::Time expire;              // when leased
    absl::Time rest_ends_earliest;  // leasable from a moment between
    absl::Time rest_ends_latest;    // these two on
  };

  QueueModel(int max_attempts, const BackOffOptions& back_off)
      : max_attempts_(max_attempts), back_off_(back_off) {}

  // Time has come to `now`: leases expire.
  void Advance(absl::Time now);
  // The queue was closed and opened: leases end, rests may.
  void Reopen();

  void Append(const WorkItem& item);
  // Whether this delivery was right; takes it over.
  bool Deliver(const LeasedWork& work, absl::Time expire);
  void Complete(const std::string& key);
  void Release(const std::string& key);
  void Extend(const std::string& key, absl::Time expire);
  void Fail(const std::string& key, bool retriable);
  void Redrive(const std::string& key);

  // Items that a Lease must give if it may, and those that it may give.
  int MustBeLeasable() const;
  bool IsLeased(const std::string& key) const { return !live_.at(key).lease_id.empty(); }
  int64_t Leased() const;
  int64_t SizeBytes() const;

  const std::map<std::string, Item>& live() const { return live_; }
  const std::map<std::string, Item>& dead() const { return dead_; }

 private:
  void EndAttempt(const std::string& key, bool may_try_again);

  const int max_attempts_;
  const BackOffOptions back_off_;
  absl::Time now_;
  std::map<std::string, Item> live_;
  std::map<std::string, Item> dead_;
};

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_CONFORMANCE_QUEUE_MODEL_H_
