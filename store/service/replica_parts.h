// A store's life on a log, built from settings: for store_server, tests and benchmarks.

#ifndef STANDPOINT_STORE_SERVICE_REPLICA_PARTS_H_
#define STANDPOINT_STORE_SERVICE_REPLICA_PARTS_H_

#include <functional>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "standpoint/internal/v1/config.pb.h"
#include "store/replica/log_applier.h"
#include "store/replica/log_source.h"
#include "store/service/store_parts.h"

namespace standpoint {

// Threads: safe. Lifetime: `parts` and `metrics` outlive it; it ends, or is shut down, before the writer is.
class ReplicaParts {
 public:
  // Whether health is to say SERVING. Called on a thread of its own; must not block.
  using OnServing = std::function<void(bool serving)>;

  // Queries of `parts` are refused from now on until the store has caught up. `analysis_partitions`: what the topic must have.
  // Errors: INVALID_ARGUMENT for settings that do not go together.
  static absl::StatusOr<std::unique_ptr<ReplicaParts>> Make(
      const internal::v1::ReplicaConfig& settings, int analysis_partitions,
      std::unique_ptr<LogSource> source, StoreParts& parts, Metrics& metrics);

  // Begins to apply.
  void Start(OnServing on_serving);
  // Ends after what is under way. Idempotent.
  void Shutdown();

  const Standing& standing() const { return applier_.standing(); }

 private:
  ReplicaParts(const LogApplierOptions& options, std::unique_ptr<LogSource> source,
               StoreParts& parts, Metrics& metrics);

  StoreParts& parts_;
  const std::unique_ptr<LogSource> source_;
  Executor reclaimer_;
  LogApplier applier_;
  std::vector<Metrics::Reading> readings_;  // they look at the applier
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_REPLICA_PARTS_H_
