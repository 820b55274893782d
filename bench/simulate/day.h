// One simulated day, step by step: the network of a cluster's stations and the documents that go through it.

#ifndef STANDPOINT_BENCH_SIMULATE_DAY_H_
#define STANDPOINT_BENCH_SIMULATE_DAY_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "bench/simulate/load.h"
#include "bench/simulate/network.h"
#include "bench/simulate/shape.h"

namespace standpoint::simulate {

// Lifetime: of one Run. Threads: one.
class Day {
 public:
  // `documents_per_unit`: how many documents of one partition go together.
  Day(const ClusterShape& shape, const ServiceTimes& times, Load load, double documents_per_unit);

  DayResult Run();

 private:
  enum class Stage : uint8_t { kIngest, kDocuments, kWorker, kAnalyses, kStores };

  // Some documents on their way.
  struct Unit {
    double born = 0;
    double size = 1;  // of the mean
    int partition = 0;
    int shard = 0;
    Stage stage = Stage::kIngest;
    int pending = 0;  // stations of the stage that have not done their part
  };

  void Add(Step step, int stations, int servers);
  void Come();
  void Enter(uint32_t unit, Stage stage);
  void Leave(uint32_t unit);
  // Submits one part of a stage to the station `index` of a step.
  void Give(Step step, int index, uint32_t unit, double seconds);
  // A record to its leader and to the brokers that follow.
  void Replicate(uint32_t unit, double seconds);
  void Sample();
  DayResult Result();

  const ClusterShape shape_;
  const ServiceTimes times_;
  const double per_unit_;
  Load load_;
  std::mt19937_64 random_{1};
  std::lognormal_distribution<double> size_;
  Network network_;
  std::vector<std::vector<int>> stations_{kStepCount};  // by step
  std::vector<std::vector<double>> busy_{kStepCount};   // at the last sample
  std::vector<Unit> units_;
  std::vector<uint32_t> free_;
  uint64_t on_their_way_ = 0;
  double next_arrival_ = 0;
  double next_sample_ = 0;
  std::vector<float> seconds_;
  DayResult result_;
};

}  // namespace standpoint::simulate

#endif  // STANDPOINT_BENCH_SIMULATE_DAY_H_
