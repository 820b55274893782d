// Everything that ingests, built from settings: for ingest_server, the all-in-one server, tests and benchmarks.

#ifndef STANDPOINT_INGEST_SERVICE_INGEST_PARTS_H_
#define STANDPOINT_INGEST_SERVICE_INGEST_PARTS_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/admin/care_handler.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/server.h"
#include "common/storage/backups.h"
#include "common/storage/storage_memory.h"
#include "common/time/clock.h"
#include "ingest/pipeline/corpus_care.h"
#include "ingest/pipeline/ingestor.h"
#include "ingest/register/document_register.h"
#include "ingest/service/ingest_service.h"
#include "ingest/service/queue_admin.h"
#include "ingest/service/work_handler.h"
#include "ingest/service/work_service.h"
#include "queue/work_queue.h"
#include "standpoint/internal/v1/config.pb.h"
#include "store/client/store_client.h"

namespace standpoint {

// What a server lends to its parts. Lifetime: all of it outlives them.
struct IngestSurroundings {
  StoreClient* store;  // for deletions
  Executor* executor;  // computes and blocks
  CallRunner* runner;
  Metrics* metrics;
  Clock* clock = Clock::Real();
  StorageMemory
      memory;  // what other databases of the process share; null: queue and register's own
  // On a cluster: makes the outbox out of the local queue, and workers do not lease here. Null: the local queue is the queue.
  std::function<std::unique_ptr<WorkQueue>(std::unique_ptr<WorkQueue> local)> to_log;
};

// The queue, the register, and the services over them. Threads: safe.
//
// Order of the end: StopTakingWork(), the server's shutdown, Shutdown().
class IngestParts {
 public:
  // Opens or creates `data`/queue and `data`/register. Settings without value take their defaults.
  // Errors: those of OpenRocksDbQueue and DocumentRegister::Open; INVALID_FIELD naming `data` when it cannot be created.
  static absl::StatusOr<std::unique_ptr<IngestParts>> Build(internal::v1::IngestConfig ingest,
                                                            internal::v1::QueueConfig queue,
                                                            const std::string& data,
                                                            const IngestSurroundings& surroundings);

  // Shuts down.
  ~IngestParts();
  IngestParts(const IngestParts&) = delete;
  IngestParts& operator=(const IngestParts&) = delete;

  // IngestService and, unless on a cluster, WorkService, to be offered by a server. Lifetime: this object's.
  std::vector<RpcService> services();

  Ingestor& ingestor() { return *ingestor_; }
  WorkQueue& queue() { return *queue_; }
  QueueAdmin& queue_admin() { return *queue_admin_; }
  CorpusAdmin& corpus_admin() { return *corpus_care_; }

  // Register and queue, in the order in which they are to be copied, before the store.
  std::vector<BackupPart> backup_parts();
  // Reads every entry of the register.
  ConsistencyCheck consistency_check();

  // Ends waiting leases and the streams, whose accepted documents are still answered. Idempotent.
  void StopTakingWork();

  // Finishes appends under way and closes the queue to later ones. After the server has ended. Idempotent.
  void Shutdown();

 private:
  IngestParts() = default;

  std::unique_ptr<WorkQueue> queue_;
  std::unique_ptr<DocumentRegister> documents_;
  std::unique_ptr<Ingestor> ingestor_;
  std::unique_ptr<IngestService> ingest_service_;
  std::unique_ptr<WorkHandler> work_handler_;
  std::unique_ptr<WorkService> work_service_;
  std::unique_ptr<WorkQueueAdmin> queue_admin_;
  std::unique_ptr<CorpusCare> corpus_care_;
  std::vector<Metrics::Reading> readings_;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_SERVICE_INGEST_PARTS_H_
