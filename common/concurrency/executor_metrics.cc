#include "common/concurrency/executor_metrics.h"

namespace standpoint {

std::vector<Metrics::Reading> ReadExecutor(const Executor& executor, Metrics& metrics) {
  const Metrics::Labels labels = {{"executor", executor.name()}};
  std::vector<Metrics::Reading> readings;
  readings.push_back(
      metrics.ReadGauge("standpoint_executor_queued", "Tasks that wait for a thread.", labels,
                        [&executor] { return static_cast<double>(executor.stats().queued); }));
  readings.push_back(
      metrics.ReadGauge("standpoint_executor_running", "Tasks on a thread.", labels,
                        [&executor] { return static_cast<double>(executor.stats().running); }));
  readings.push_back(metrics.ReadCounter(
      "standpoint_executor_refused_total", "Tasks refused because the queue was full.", labels,
      [&executor] { return static_cast<double>(executor.stats().refused_total); }));
  return readings;
}

}  // namespace standpoint
