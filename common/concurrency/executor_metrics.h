// An executor's counters as metrics.

#ifndef STANDPOINT_COMMON_CONCURRENCY_EXECUTOR_METRICS_H_
#define STANDPOINT_COMMON_CONCURRENCY_EXECUTOR_METRICS_H_

#include <vector>

#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"

namespace standpoint {

// standpoint_executor_queued, standpoint_executor_running, standpoint_executor_refused_total, labelled executor=name.
// Lifetime: `executor` outlives the result.
[[nodiscard]] std::vector<Metrics::Reading> ReadExecutor(const Executor& executor,
                                                         Metrics& metrics);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_CONCURRENCY_EXECUTOR_METRICS_H_
