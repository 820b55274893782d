#include "common/metrics/metrics.h"

#include <ctime>
#include <map>
#include <utility>

#include "prometheus/metric_family.h"
#include "prometheus/metric_type.h"
#include "prometheus/text_serializer.h"

namespace standpoint {

// The callbacks, grouped into families at each scrape.
class Metrics::Readings : public prometheus::Collectable {
 public:
  struct Entry {
    std::string name;
    std::string help;
    Labels labels;
    bool counter = false;
    std::function<double()> read;
  };

  uint64_t Add(Entry entry) {
    absl::MutexLock lock(&mu_);
    entries_.emplace(++last_id_, std::move(entry));
    return last_id_;
  }

  void Remove(uint64_t id) {
    absl::MutexLock lock(&mu_);
    entries_.erase(id);
  }

  std::vector<prometheus::MetricFamily> Collect() const override {
    std::map<std::string, prometheus::MetricFamily> families;
    absl::MutexLock lock(&mu_);
    for (const auto& [id, entry] : entries_) {
      prometheus::MetricFamily& family = families[entry.name];
      family.name = entry.name;
      family.help = entry.help;
      family.type = entry.counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
      prometheus::ClientMetric& metric = family.metric.emplace_back();
      for (const auto& [name, value] : entry.labels) {
        metric.label.push_back({name, value});
      }
      (entry.counter ? metric.counter.value : metric.gauge.value) = entry.read();
    }
    std::vector<prometheus::MetricFamily> result;
    for (auto& [name, family] : families) {
      result.push_back(std::move(family));
    }
    return result;
  }

 private:
  mutable absl::Mutex mu_;
  uint64_t last_id_ ABSL_GUARDED_BY(mu_) = 0;
  std::map<uint64_t, Entry> entries_ ABSL_GUARDED_BY(mu_);
};

namespace {

class Joined : public prometheus::Collectable {
 public:
  Joined(std::shared_ptr<Collectable> first, std::shared_ptr<Collectable> second)
      : first_(std::move(first)), second_(std::move(second)) {}

  std::vector<prometheus::MetricFamily> Collect() const override {
    std::vector<prometheus::MetricFamily> all = first_->Collect();
    for (prometheus::MetricFamily& family : second_->Collect()) {
      all.push_back(std::move(family));
    }
    return all;
  }

 private:
  const std::shared_ptr<Collectable> first_;
  const std::shared_ptr<Collectable> second_;
};

}  // namespace

Metrics::Metrics()
    : registry_(std::make_shared<prometheus::Registry>()),
      readings_(std::make_shared<Readings>()),
      all_(std::make_shared<Joined>(registry_, readings_)) {
  Gauge("standpoint_build_info", "Which build runs; always 1.",
        {{"version", std::string(Version())}})
      .Set(1);
  Gauge("process_start_time_seconds", "Start of the process, in seconds since the epoch.")
      .Set(static_cast<double>(std::time(nullptr)));
}

prometheus::Counter& Metrics::Counter(const std::string& name, const std::string& help,
                                      const Labels& labels) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(*registry_).Add(labels);
}

prometheus::Gauge& Metrics::Gauge(const std::string& name, const std::string& help,
                                  const Labels& labels) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(*registry_).Add(labels);
}

prometheus::Histogram& Metrics::Histogram(const std::string& name, const std::string& help,
                                          const std::vector<double>& bounds, const Labels& labels) {
  return prometheus::BuildHistogram()
      .Name(name)
      .Help(help)
      .Register(*registry_)
      .Add(labels, bounds);
}

Metrics::Reading Metrics::AddReading(const std::string& name, const std::string& help,
                                     const Labels& labels, bool counter,
                                     std::function<double()> read) {
  return Reading(readings_, readings_->Add({name, help, labels, counter, std::move(read)}));
}

Metrics::Reading Metrics::ReadGauge(const std::string& name, const std::string& help,
                                    const Labels& labels, std::function<double()> read) {
  return AddReading(name, help, labels, /*counter=*/false, std::move(read));
}

Metrics::Reading Metrics::ReadCounter(const std::string& name, const std::string& help,
                                      const Labels& labels, std::function<double()> read) {
  return AddReading(name, help, labels, /*counter=*/true, std::move(read));
}

std::string Metrics::Text() const {
  return prometheus::TextSerializer().Serialize(all_->Collect());
}

std::shared_ptr<prometheus::Collectable> Metrics::collectable() const { return all_; }

const std::vector<double>& Metrics::LatencyBounds() {
  static const auto* const bounds =
      new std::vector<double>{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                              0.1,    0.25,    0.5,    1,     2.5,    5,     10,   30,    60};
  return *bounds;
}

Metrics::Reading::Reading(Reading&& other) noexcept
    : readings_(std::move(other.readings_)), id_(std::exchange(other.id_, 0)) {}

Metrics::Reading& Metrics::Reading::operator=(Reading&& other) noexcept {
  std::swap(readings_, other.readings_);
  std::swap(id_, other.id_);
  return *this;
}

Metrics::Reading::~Reading() {
  if (readings_ != nullptr) {
    readings_->Remove(id_);
  }
}

absl::string_view Version() { return "0.1.0"; }

}  // namespace standpoint
