// What a simulated cluster is made of, and what a day in it was like.

#ifndef STANDPOINT_BENCH_SIMULATE_SHAPE_H_
#define STANDPOINT_BENCH_SIMULATE_SHAPE_H_

#include <algorithm>
#include <array>

namespace standpoint::simulate {

// How many there are of what.
struct ClusterShape {
  int ingests = 2;
  int ingest_threads = 2;
  int brokers = 3;
  int copies = 3;  // of each record, on as many brokers
  int partitions = 1'024;
  int workers = 1;
  int worker_processes = 2;
  int shards = 2;
  int replicas = 2;  // of each shard; each applies the log by itself
};

// Seconds of one server for one document of mean size; what grows with the document is scaled by its size.
struct ServiceTimes {
  double ingest = 0;
  double broker_document = 0;  // of each copy of the text
  double worker = 0;
  double broker_analysis = 0;  // of each copy of the analysis
  double store = 0;            // of each replica
  double size_variation = 1;   // standard deviation of a document's size over the mean; log-normal
};

enum Step { kIngest, kBrokers, kWorkers, kStores };
inline constexpr int kStepCount = 4;
inline constexpr std::array<const char*, kStepCount> kStepNames = {"ingest", "brokers", "workers",
                                                                   "stores"};

// What a day was like. Documents count as done when every replica has them.
struct DayResult {
  std::array<double, kStepCount> mean_use{};  // of all servers of a step, over the day: 0 to 1
  std::array<double, kStepCount> peak_use{};  // of its busiest station in the busiest ten minutes
  double highest_lag = 0;                     // documents on their way
  double highest_age = 0;                     // seconds; of the oldest document on its way
  double median_seconds = 0;                  // from its coming to its being done
  double p99_seconds = 0;
  double documents = 0;
  double documents_per_unit = 1;  // simulated together, see SimulateDay

  // The step whose busiest station was busiest at the peak.
  Step limit() const {
    return static_cast<Step>(std::max_element(peak_use.begin(), peak_use.end()) - peak_use.begin());
  }
};

}  // namespace standpoint::simulate

#endif  // STANDPOINT_BENCH_SIMULATE_SHAPE_H_
