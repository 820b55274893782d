// Ingest's side towards the log of a cluster, built from settings.

#ifndef STANDPOINT_INGEST_SERVICE_LOG_SIDE_H_
#define STANDPOINT_INGEST_SERVICE_LOG_SIDE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/metrics/metrics.h"
#include "common/time/clock.h"
#include "ingest/outbox/document_log.h"
#include "ingest/outbox/log_store.h"
#include "ingest/outbox/outbox.h"
#include "ingest/outbox/written_documents.h"
#include "queue/kafka/log_queue.h"
#include "queue/work_queue.h"
#include "standpoint/internal/v1/config.pb.h"
#include "store/client/store_client.h"

namespace standpoint {

// What IngestParts need on a cluster in place of a store and a queue of their own. Publishes standpoint_outbox_resent_total,
// standpoint_outbox_confirmed_total and standpoint_outbox_settled. Connects when it is first used: ingest starts, and takes documents in, while the brokers are away.
class LogSide {
 public:
  // `settings` with defaults; `reader` answers reads for analysis anew. Both `reader` and `metrics` outlive the result. Errors: INVALID_FIELD:
  // kafka.properties_file; outbox.replicas when it is empty.
  static absl::StatusOr<std::unique_ptr<LogSide>> Build(
      const internal::v1::IngestServerConfig& settings, StoreClient& reader, Metrics& metrics);

  // For removals.
  StoreClient& store() { return *store_; }

  // The outbox over `local`; once. Lifetime: this object outlives it.
  std::unique_ptr<WorkQueue> MakeOutbox(std::unique_ptr<WorkQueue> local);

 private:
  explicit LogSide(Metrics& metrics) : metrics_(metrics) {}

  Metrics& metrics_;
  OutboxOptions options_;
  std::unique_ptr<LogQueue> letters_;
  std::unique_ptr<KafkaDocumentLog> log_;
  std::unique_ptr<WrittenDocuments> stores_;
  std::unique_ptr<LogStore> store_;
  std::vector<Metrics::Reading> readings_;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_SERVICE_LOG_SIDE_H_
