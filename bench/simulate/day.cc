#include "bench/simulate/day.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace standpoint::simulate {
namespace {

constexpr double kSampleInterval = 600;  // seconds; the "ten minutes" of DayResult::peak_use

// Parameters of a log-normal distribution with mean 1.
double Spread(double variation) { return std::sqrt(std::log(1 + variation * variation)); }

float Quantile(std::vector<float>& values, double part) {
  if (values.empty()) {
    return 0;
  }
  const auto at =
      values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace

Day::Day(const ClusterShape& shape, const ServiceTimes& times, Load load, double documents_per_unit)
    : shape_(shape),
      times_(times),
      per_unit_(documents_per_unit),
      load_(std::move(load)),
      // The mean of many documents varies less than one of them.
      size_(-std::pow(Spread(times.size_variation / std::sqrt(documents_per_unit)), 2) / 2,
            Spread(times.size_variation / std::sqrt(documents_per_unit))) {
  Add(kIngest, shape.ingests, shape.ingest_threads);
  Add(kBrokers, shape.brokers, 1);
  Add(kWorkers, shape.workers, shape.worker_processes);
  Add(kStores, shape.shards * shape.replicas, 1);
}

void Day::Add(Step step, int stations, int servers) {
  for (int i = 0; i < stations; ++i) {
    stations_[step].push_back(network_.AddStation(servers));
    busy_[step].push_back(0);
  }
}

DayResult Day::Run() {
  next_arrival_ = load_.NextAfter(0);
  next_sample_ = kSampleInterval;
  network_.SetTimer(next_arrival_);
  network_.SetTimer(next_sample_);
  Event event;
  while (network_.Next(event)) {
    if (event.station != Network::kTimer) {
      Leave(event.job);
    } else if (event.time == next_arrival_) {
      Come();
    } else {
      Sample();
    }
  }
  return Result();
}

void Day::Come() {
  uint32_t unit = static_cast<uint32_t>(units_.size());
  if (free_.empty()) {
    units_.emplace_back();
  } else {
    unit = free_.back();
    free_.pop_back();
  }
  units_[unit] = {
      .born = network_.now(),
      .size = size_(random_),
      .partition = static_cast<int>(random_() % static_cast<uint64_t>(shape_.partitions)),
      .shard = static_cast<int>(random_() % static_cast<uint64_t>(shape_.shards))};
  ++on_their_way_;
  result_.highest_lag = std::max(result_.highest_lag, static_cast<double>(on_their_way_));
  Enter(unit, Stage::kIngest);
  next_arrival_ = load_.NextAfter(network_.now());
  if (next_arrival_ < kDay) {
    network_.SetTimer(next_arrival_);
  }
}

void Day::Give(Step step, int index, uint32_t unit, double seconds) {
  ++units_[unit].pending;
  network_.Submit(stations_[step][static_cast<size_t>(index)], unit,
                  seconds * units_[unit].size * per_unit_);
}

void Day::Replicate(uint32_t unit, double seconds) {
  const int leader = units_[unit].partition % shape_.brokers;
  for (int copy = 0; copy < std::min(shape_.copies, shape_.brokers); ++copy) {
    Give(kBrokers, (leader + copy) % shape_.brokers, unit, seconds);
  }
}

void Day::Enter(uint32_t unit, Stage stage) {
  units_[unit].stage = stage;
  switch (stage) {
    case Stage::kIngest:
      Give(kIngest, static_cast<int>(random_() % static_cast<uint64_t>(shape_.ingests)), unit,
           times_.ingest);
      break;
    case Stage::kDocuments:
      Replicate(unit, times_.broker_document);
      break;
    case Stage::kWorker:
      Give(kWorkers, units_[unit].partition % shape_.workers, unit, times_.worker);
      break;
    case Stage::kAnalyses:
      Replicate(unit, times_.broker_analysis);
      break;
    case Stage::kStores:
      for (int replica = 0; replica < shape_.replicas; ++replica) {
        Give(kStores, units_[unit].shard * shape_.replicas + replica, unit, times_.store);
      }
      break;
  }
}

void Day::Leave(uint32_t unit) {
  Unit& leaving = units_[unit];
  if (--leaving.pending > 0) {
    return;
  }
  if (leaving.stage != Stage::kStores) {
    Enter(unit, static_cast<Stage>(static_cast<int>(leaving.stage) + 1));
    return;
  }
  const double seconds = network_.now() - leaving.born;
  seconds_.push_back(static_cast<float>(seconds));
  result_.highest_age = std::max(result_.highest_age, seconds);
  --on_their_way_;
  free_.push_back(unit);
}

void Day::Sample() {
  for (size_t step = 0; step < kStepCount; ++step) {
    for (size_t i = 0; i < stations_[step].size(); ++i) {
      const StationCount count = network_.Count(stations_[step][i]);
      const double use = (count.busy - busy_[step][i]) / count.servers / kSampleInterval;
      result_.peak_use[step] = std::max(result_.peak_use[step], use);
      busy_[step][i] = count.busy;
    }
  }
  next_sample_ += kSampleInterval;
  if (next_sample_ <= kDay) {
    network_.SetTimer(next_sample_);
  }
}

DayResult Day::Result() {
  for (size_t step = 0; step < kStepCount; ++step) {
    double busy = 0;
    double servers = 0;
    for (const int station : stations_[step]) {
      const StationCount count = network_.Count(station);
      busy += count.busy;
      servers += count.servers;
    }
    result_.mean_use[step] = busy / servers / std::max(kDay, network_.now());
  }
  result_.highest_lag *= per_unit_;
  result_.documents = static_cast<double>(seconds_.size()) * per_unit_;
  result_.documents_per_unit = per_unit_;
  result_.median_seconds = Quantile(seconds_, 0.5);
  result_.p99_seconds = Quantile(seconds_, 0.99);
  return result_;
}

}  // namespace standpoint::simulate
