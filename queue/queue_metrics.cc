#include "queue/queue_metrics.h"

#include <algorithm>
#include <string>

#include "absl/time/time.h"

namespace standpoint {
namespace {

struct Value {
  const char* name;
  const char* help;
  int64_t QueueStats::*count;
};

constexpr Value kTotals[] = {
    {"standpoint_queue_appended_total", "Items taken in.", &QueueStats::appended_total},
    {"standpoint_queue_completed_total", "Items done.", &QueueStats::completed_total},
    {"standpoint_queue_refused_total", "Items refused because the queue was full.",
     &QueueStats::refused_total},
    {"standpoint_queue_redelivered_total", "Leases after the first of an item.",
     &QueueStats::redelivered_total},
    {"standpoint_queue_dead_lettered_total", "Items given up.", &QueueStats::dead_lettered_total},
};

constexpr Value kGauges[] = {
    {"standpoint_queue_waiting", "Items that wait for a worker.", &QueueStats::waiting},
    {"standpoint_queue_leased", "Items that a worker holds.", &QueueStats::leased},
    {"standpoint_queue_dead_letters", "Items that were given up.", &QueueStats::dead_letters},
    {"standpoint_queue_size_bytes", "Bytes of waiting and leased items.", &QueueStats::size_bytes},
    {"standpoint_queue_max_items", "Bound of waiting and leased items.", &QueueStats::max_count},
    {"standpoint_queue_max_bytes", "Bound of their bytes.", &QueueStats::max_bytes},
};

}  // namespace

std::vector<Metrics::Reading> PublishQueueMetrics(WorkQueue& queue, Metrics& metrics,
                                                  const Clock& clock) {
  const auto reader = [&queue](int64_t QueueStats::*count) {
    return [&queue, count] { return static_cast<double>(queue.Stats().*count); };
  };
  std::vector<Metrics::Reading> readings;
  for (const Value& total : kTotals) {
    readings.push_back(metrics.ReadCounter(total.name, total.help, {}, reader(total.count)));
  }
  for (const Value& gauge : kGauges) {
    readings.push_back(metrics.ReadGauge(gauge.name, gauge.help, {}, reader(gauge.count)));
  }
  readings.push_back(metrics.ReadGauge(
      "standpoint_queue_oldest_age_seconds", "Age of the oldest waiting or leased item.", {},
      [&queue, &clock] {
        const absl::Duration age = clock.Now() - queue.Stats().oldest_enqueue_time;
        return std::max(0.0, absl::ToDoubleSeconds(age));
      }));
  return readings;
}

}  // namespace standpoint
