// Keeps leases alive while their documents are under way, however long the store or the queue is
// away.

#ifndef STANDPOINT_ANALYZE_WORKER_HEARTBEAT_H_
#define STANDPOINT_ANALYZE_WORKER_HEARTBEAT_H_

#include <thread>

#include "absl/time/time.h"
#include "analyze/worker/held_leases.h"
#include "analyze/worker/stop_signal.h"
#include "common/time/clock.h"
#include "queue/work_queue.h"

namespace standpoint {

// Extends every held lease at each third of its duration, sooner after a failure; marks as lost
// what the queue does not know any more. Lifetime: the arguments outlive it.
class Heartbeat {
 public:
  Heartbeat(WorkSource& source, HeldLeases& held, absl::Duration lease_duration, Clock* clock);

  // Stops.
  ~Heartbeat();

  Heartbeat(const Heartbeat&) = delete;
  Heartbeat& operator=(const Heartbeat&) = delete;

 private:
  void Run();
  // Returns whether the queue answered.
  bool ExtendAll();

  WorkSource& source_;
  HeldLeases& held_;
  const absl::Duration lease_duration_;
  StopSignal stop_;
  std::thread thread_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_HEARTBEAT_H_
