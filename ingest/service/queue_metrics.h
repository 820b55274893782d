// The queue's counts as metrics.

#ifndef STANDPOINT_INGEST_SERVICE_QUEUE_METRICS_H_
#define STANDPOINT_INGEST_SERVICE_QUEUE_METRICS_H_

#include <vector>

#include "common/metrics/metrics.h"
#include "common/time/clock.h"
#include "queue/work_queue.h"

namespace standpoint {

// standpoint_queue_waiting, standpoint_queue_leased, standpoint_queue_dead_letters, standpoint_queue_size_bytes,
// standpoint_queue_oldest_age_seconds, standpoint_queue_redelivered_total, standpoint_queue_dead_lettered_total.
// Lifetime: `queue` and `clock` outlive the result.
[[nodiscard]] std::vector<Metrics::Reading> ReadQueue(WorkQueue* queue, Clock* clock,
                                                      Metrics& metrics);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_SERVICE_QUEUE_METRICS_H_
