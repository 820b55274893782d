// What a store shows at /metrics; common/metrics/README.md lists the names.

#ifndef STANDPOINT_STORE_SERVICE_STORE_METRICS_H_
#define STANDPOINT_STORE_SERVICE_STORE_METRICS_H_

#include <vector>

#include "common/metrics/metrics.h"
#include "store/engine/engine.h"
#include "store/write/writer.h"

namespace standpoint {

// Lifetime: engine, writer and metrics outlive what is returned.
std::vector<Metrics::Reading> ReadStoreMetrics(Engine& engine, const Writer& writer,
                                               Metrics& metrics);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_STORE_METRICS_H_
