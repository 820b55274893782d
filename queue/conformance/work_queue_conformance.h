// One suite that every queue engine passes. An engine's test is its harness and one line:
//
//   INSTANTIATE_TEST_SUITE_P(RocksDb, WorkQueueConformance,
//                            testing::Values(ConformanceEngine{"rocksdb", &MakeHarness}));
//
// No case relies on the order of items or looks into a lease id.

#ifndef STANDPOINT_QUEUE_CONFORMANCE_WORK_QUEUE_CONFORMANCE_H_
#define STANDPOINT_QUEUE_CONFORMANCE_WORK_QUEUE_CONFORMANCE_H_

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/time/clock.h"
#include "gtest/gtest.h"
#include "queue/back_off.h"
#include "queue/work_queue.h"

namespace standpoint {

// What an engine promises beyond the interface. Cases that need what it lacks are skipped.
struct QueueCapabilities {
  // Leases and rests end when the clock of the settings says so, not a moment earlier or later.
  bool exact_time = true;
  // Appends beyond the bounds of the settings are refused.
  bool bounded = true;
  // The harness can cut the power.
  bool power_cut = true;
  // Of each random run, and items of each of several appenders; fewer where each waits for a server.
  int random_steps = 2500;
  int items_each = 200;
};

struct QueueSettings {
  int64_t max_count = 1'000'000;
  int64_t max_bytes = int64_t{1} << 30;
  int max_attempts = 3;
  BackOffOptions back_off;
  Clock* clock = Clock::Real();
};

// An engine over storage of its own, empty at first and removed at the end.
class QueueHarness {
 public:
  virtual ~QueueHarness() = default;

  virtual QueueCapabilities capabilities() const = 0;

  // Opens the queue over the storage; one at a time.
  virtual absl::StatusOr<std::unique_ptr<WorkQueue>> Open(const QueueSettings& settings) = 0;

  // Ends `queue` as a power cut would: what is not on the disk is lost.
  virtual void CutPower(std::unique_ptr<WorkQueue> queue) = 0;
};

struct ConformanceEngine {
  std::string name;
  std::unique_ptr<QueueHarness> (*make_harness)();
};

inline std::ostream& operator<<(std::ostream& out, const ConformanceEngine& engine) {
  return out << engine.name;
}

class WorkQueueConformance : public testing::TestWithParam<ConformanceEngine> {
 protected:
  WorkQueueConformance();
  ~WorkQueueConformance() override;

  QueueCapabilities capabilities() const { return harness_->capabilities(); }

  // Opens, closing before what was open. settings_.clock is clock_ unless a case changes it.
  void Open();
  void CutPowerAndOpen();

  // Appends one item and waits; it must succeed.
  void Append(absl::string_view key, absl::string_view payload = "payload");
  // Leases without waiting; it must succeed.
  std::vector<LeasedWork> Lease(int max_items = 100, absl::Duration duration = absl::Minutes(1));
  // Leases one item, which must be there.
  LeasedWork LeaseOne(absl::Duration duration = absl::Minutes(1));
  absl::Status Complete(const LeasedWork& work);
  absl::Status Release(const LeasedWork& work);
  absl::Status Extend(const LeasedWork& work, absl::Duration duration);
  absl::Status Fail(const LeasedWork& work, absl::string_view reason = "reason",
                    bool retriable = true);
  std::vector<DeadLetter> DeadLetters();
  // Time enough for any rest to end.
  void AdvanceOverBackOff();

  FakeClock clock_;
  QueueSettings settings_;
  std::unique_ptr<QueueHarness> harness_;
  std::unique_ptr<WorkQueue> queue_;
};

// The keys of leased work, sorted.
std::vector<std::string> SortedKeys(const std::vector<LeasedWork>& work);

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_CONFORMANCE_WORK_QUEUE_CONFORMANCE_H_
