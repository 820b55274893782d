// A day of a Standpoint cluster: documents go through ingest, the brokers, the workers, the brokers again, and the stores.

#ifndef STANDPOINT_BENCH_SIMULATE_CLUSTER_H_
#define STANDPOINT_BENCH_SIMULATE_CLUSTER_H_

#include <array>

#include "bench/simulate/load.h"
#include "bench/simulate/shape.h"

namespace standpoint::simulate {

// Simulates a day with so many documents, and what is left of them afterwards. At most `most_units` units are simulated: with more
// documents, several of them of one partition go together as one unit, which makes the day coarser and its waits longer than they are.
// The same arguments give the same result. Units: seconds.
DayResult SimulateDay(const ClusterShape& shape, const ServiceTimes& times, const LoadShape& load,
                      double documents, double most_units);

// The most documents a day for which no document gets older than `bound` seconds; within 5 %. Bisects over SimulateDay, beginning below
// what the workers or the step that is narrowest could do without a pause.
double MostDocuments(const ClusterShape& shape, const ServiceTimes& times, const LoadShape& load,
                     double bound, double most_units);

// Documents a second that each step could do if it never paused and work were spread evenly.
std::array<double, kStepCount> Capacities(const ClusterShape& shape, const ServiceTimes& times);

}  // namespace standpoint::simulate

#endif  // STANDPOINT_BENCH_SIMULATE_CLUSTER_H_
