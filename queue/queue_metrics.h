// A queue's counts as metrics.

#ifndef STANDPOINT_QUEUE_QUEUE_METRICS_H_
#define STANDPOINT_QUEUE_QUEUE_METRICS_H_

#include <vector>

#include "common/metrics/metrics.h"
#include "common/time/clock.h"
#include "queue/work_queue.h"

namespace standpoint {

// Publishes, read from the queue at each scrape:
//   standpoint_queue_waiting, standpoint_queue_leased, standpoint_queue_dead_letters, standpoint_queue_size_bytes,
//   standpoint_queue_max_items, standpoint_queue_max_bytes, standpoint_queue_oldest_age_seconds (0
//   when there is nothing), and since the start standpoint_queue_appended_total, ..._completed_total,
//   ..._refused_total, ..._redelivered_total, ..._dead_lettered_total, all in items.
// Lifetime: `queue` and `clock` outlive the result, which ends the publishing.
[[nodiscard]] std::vector<Metrics::Reading> PublishQueueMetrics(
    WorkQueue& queue, Metrics& metrics, const Clock& clock = *Clock::Real());

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_QUEUE_METRICS_H_
