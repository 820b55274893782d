#include "bench/simulate/cluster.h"

#include <algorithm>

#include "bench/simulate/day.h"

namespace standpoint::simulate {

DayResult SimulateDay(const ClusterShape& shape, const ServiceTimes& times, const LoadShape& load,
                      double documents, double most_units) {
  const double per_unit = std::max(1.0, documents / most_units);
  return Day(shape, times, Load(load, documents / per_unit), per_unit).Run();
}

std::array<double, kStepCount> Capacities(const ClusterShape& shape, const ServiceTimes& times) {
  const double copies = std::min(shape.copies, shape.brokers);
  // A partition belongs to one worker, so more workers than partitions have nothing to do.
  const double workers = std::min(shape.workers, shape.partitions);
  return {shape.ingests * shape.ingest_threads / times.ingest,
          shape.brokers / (copies * (times.broker_document + times.broker_analysis)),
          workers * shape.worker_processes / times.worker, shape.shards / times.store};
}

double MostDocuments(const ClusterShape& shape, const ServiceTimes& times, const LoadShape& load,
                     double bound, double most_units) {
  const auto capacities = Capacities(shape, times);
  const double narrowest = *std::min_element(capacities.begin(), capacities.end());
  double low = 0;
  double high = narrowest * kDay;
  while (high - low > 0.05 * high) {
    const double middle = (low + high) / 2;
    if (SimulateDay(shape, times, load, middle, most_units).highest_age <= bound) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace standpoint::simulate
