// From settings to a worker's options.

#ifndef STANDPOINT_ANALYZE_SERVICE_WORKER_OPTIONS_H_
#define STANDPOINT_ANALYZE_SERVICE_WORKER_OPTIONS_H_

#include "absl/status/statusor.h"
#include "analyze/worker/worker.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// Settings without value take their defaults. `parallelism`: of the analyzer that the worker feeds; one more thread
// than that keeps each of its processes busy. Errors: INVALID_FIELD.
absl::StatusOr<WorkerOptions> MakeWorkerOptions(const internal::v1::WorkerConfig& settings,
                                                int parallelism);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SERVICE_WORKER_OPTIONS_H_
