#include "ingest/service/queue_metrics.h"

#include <cstdint>
#include <string>

#include "absl/time/time.h"

namespace standpoint {

std::vector<Metrics::Reading> ReadQueue(WorkQueue* queue, Clock* clock, Metrics& metrics) {
  std::vector<Metrics::Reading> readings;
  const auto gauge = [&](const std::string& name, const std::string& help,
                         int64_t QueueStats::*value) {
    readings.push_back(metrics.ReadGauge(
        name, help, {}, [queue, value] { return static_cast<double>(queue->Stats().*value); }));
  };
  const auto counter = [&](const std::string& name, const std::string& help,
                           int64_t QueueStats::*value) {
    readings.push_back(metrics.ReadCounter(
        name, help, {}, [queue, value] { return static_cast<double>(queue->Stats().*value); }));
  };
  gauge("standpoint_queue_waiting", "Documents that wait for a worker.", &QueueStats::waiting);
  gauge("standpoint_queue_leased", "Documents that a worker holds.", &QueueStats::leased);
  gauge("standpoint_queue_dead_letters", "Documents that were given up.",
        &QueueStats::dead_letters);
  gauge("standpoint_queue_size_bytes", "Bytes of waiting and leased documents.",
        &QueueStats::size_bytes);
  counter("standpoint_queue_redelivered_total", "Leases of documents that had been leased before.",
          &QueueStats::redelivered_total);
  counter("standpoint_queue_dead_lettered_total", "Documents given up since the start.",
          &QueueStats::dead_lettered_total);
  readings.push_back(metrics.ReadGauge(
      "standpoint_queue_oldest_age_seconds",
      "Age of the oldest document that is neither done nor given up; 0 without any.", {},
      [queue, clock] {
        const absl::Time oldest = queue->Stats().oldest_enqueue_time;
        return oldest == absl::InfiniteFuture() ? 0.0
                                                : absl::ToDoubleSeconds(clock->Now() - oldest);
      }));
  return readings;
}

}  // namespace standpoint
