// What a replica shows at /metrics; common/metrics/README.md lists the names.

#ifndef STANDPOINT_STORE_SERVICE_REPLICA_METRICS_H_
#define STANDPOINT_STORE_SERVICE_REPLICA_METRICS_H_

#include <vector>

#include "common/metrics/metrics.h"
#include "store/replica/standing.h"

namespace standpoint {

// Lifetime: standing and metrics outlive what is returned.
std::vector<Metrics::Reading> ReadReplicaMetrics(const Standing& standing,
                                                 const std::vector<int>& partitions,
                                                 Metrics& metrics);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_REPLICA_METRICS_H_
