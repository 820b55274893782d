// Everything that stores and answers, built from settings: for store_server, the all-in-one server, tests and benchmarks.

#ifndef STANDPOINT_STORE_SERVICE_STORE_PARTS_H_
#define STANDPOINT_STORE_SERVICE_STORE_PARTS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "analyze/client/analyze_client.h"
#include "common/admin/care_handler.h"
#include "common/metrics/metrics.h"
#include "common/storage/backups.h"
#include "common/storage/storage_memory.h"
#include "standpoint/internal/v1/config.pb.h"
#include "standpoint/v1/admin_service.pb.h"
#include "store/client/store_client.h"
#include "store/engine/engine.h"
#include "store/service/local_store_client.h"
#include "store/service/query_handler.h"
#include "store/service/shard_handler.h"
#include "store/service/visibility_gate.h"
#include "store/write/idle_merger.h"
#include "store/write/writer.h"

namespace standpoint {

// Threads: safe. Lifetime: `analyze` and `metrics` outlive it; it outlives the services that use its parts.
class StoreParts {
 public:
  // Opens the database in `data_dir`, making it, with the folders above it, when it is not there. Settings without value take their defaults.
  // `analyze` may be null: AssessProposition then answers FAILED_PRECONDITION. `memory`: what other databases of the
  // process share; null: its own, as the settings say.
  // Errors: FAILED_PRECONDITION, reason STORAGE_LOCKED (another process has it) or FORMAT_TOO_NEW; INTERNAL.
  static absl::StatusOr<std::unique_ptr<StoreParts>> Open(const std::string& data_dir,
                                                          const internal::v1::StoreConfig& settings,
                                                          AnalyzeClient* analyze, Metrics& metrics,
                                                          StorageMemory memory = {});

  StoreParts(const StoreParts&) = delete;
  StoreParts& operator=(const StoreParts&) = delete;

  Engine& engine() { return *engine_; }
  Writer& writer() { return *writer_; }
  StoreClient& client() { return *client_; }
  const QueryHandler& queries() const { return *queries_; }
  const ShardHandler& shard_queries() const { return *shard_queries_; }
  VisibilityGate& gate() { return *gate_; }

  // For AdminService. Errors: INTERNAL on a broken disk.
  absl::StatusOr<v1::StoreStatus> Status();

  // `directory`: of the database within the data directory. Copied after register and queue.
  BackupPart backup_part(std::string directory);
  // Every index against the records, and every file against its checksums.
  ConsistencyCheck consistency_check();

 private:
  StoreParts() = default;

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<VisibilityGate> gate_;  // called by the writer
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<LocalStoreClient> client_;
  std::unique_ptr<QueryHandler> queries_;
  std::unique_ptr<ShardHandler> shard_queries_;
  std::vector<Metrics::Reading> readings_;  // they look at the parts above
  std::unique_ptr<IdleMerger> merger_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_STORE_PARTS_H_
