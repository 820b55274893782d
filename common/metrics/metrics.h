// The metrics of a process, in Prometheus' data model. README.md in this folder lists the names.
//
// Names are `standpoint_...` in base units (seconds, bytes), counters end in `_total`. By contract
// a label takes few values, known in advance (a method, a step, a status code): never a document, a
// holder, a URL or a text.

#ifndef STANDPOINT_COMMON_METRICS_METRICS_H_
#define STANDPOINT_COMMON_METRICS_METRICS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "prometheus/collectable.h"
#include "prometheus/counter.h"
#include "prometheus/gauge.h"
#include "prometheus/histogram.h"
#include "prometheus/labels.h"
#include "prometheus/registry.h"

namespace standpoint {

// Threads: safe. Lifetime: what the methods return lives as long as the Metrics; keep references
// instead of asking again on a hot path. Asking twice for the same name and labels gives the same
// object.
class Metrics {
 public:
  using Labels = prometheus::Labels;  // std::map<std::string, std::string>

  // Holds a read callback in place; its end removes it and waits for a scrape that is calling it.
  class Reading;

  // With `standpoint_build_info` and `process_start_time_seconds` in place.
  Metrics();

  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  prometheus::Counter& Counter(const std::string& name, const std::string& help,
                               const Labels& labels = {});
  prometheus::Gauge& Gauge(const std::string& name, const std::string& help,
                           const Labels& labels = {});
  // `bounds`: upper bounds of the buckets, rising; LatencyBounds() for durations.
  prometheus::Histogram& Histogram(const std::string& name, const std::string& help,
                                   const std::vector<double>& bounds, const Labels& labels = {});

  // A value that is read at each scrape, for what is known elsewhere already (the depth of a
  // queue). `read` must not block and not create metrics; it is called until the returned Reading
  // ends.
  [[nodiscard]] Reading ReadGauge(const std::string& name, const std::string& help,
                                  const Labels& labels, std::function<double()> read);
  [[nodiscard]] Reading ReadCounter(const std::string& name, const std::string& help,
                                    const Labels& labels, std::function<double()> read);

  // Everything, in Prometheus' text format.
  std::string Text() const;

  // For exposition.
  std::shared_ptr<prometheus::Collectable> collectable() const;

  // Seconds, from 100 microseconds to a minute.
  static const std::vector<double>& LatencyBounds();

 private:
  class Readings;
  Reading AddReading(const std::string& name, const std::string& help, const Labels& labels,
                     bool counter, std::function<double()> read);

  std::shared_ptr<prometheus::Registry> registry_;
  std::shared_ptr<Readings> readings_;
  std::shared_ptr<prometheus::Collectable> all_;
};

class Metrics::Reading {
 public:
  Reading() = default;
  Reading(Reading&& other) noexcept;
  Reading& operator=(Reading&& other) noexcept;
  ~Reading();

 private:
  friend class Metrics;
  Reading(std::shared_ptr<Readings> readings, uint64_t id)
      : readings_(std::move(readings)), id_(id) {}

  std::shared_ptr<Readings> readings_;
  uint64_t id_ = 0;
};

// What the binary calls itself in logs, metrics and `--version`.
absl::string_view Version();

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_METRICS_METRICS_H_
