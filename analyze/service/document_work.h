// The documents of a worker, from settings: where they come from, where their analyses go, and the worker in between.

#ifndef STANDPOINT_ANALYZE_SERVICE_DOCUMENT_WORK_H_
#define STANDPOINT_ANALYZE_SERVICE_DOCUMENT_WORK_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "analyze/service/analyze_parts.h"
#include "analyze/worker/result_sink.h"
#include "analyze/worker/worker.h"
#include "common/metrics/metrics.h"
#include "queue/kafka/log_queue.h"
#include "queue/work_queue.h"
#include "standpoint/internal/v1/config.pb.h"
#include "store/client/store_client.h"

namespace standpoint {

// With Kafka: from the log to the log. Otherwise from ingest's queue to the store, by calls. Without either: none.
class DocumentWork {
 public:
  // Starts to work at once. `settings` with defaults; `analyze` and `metrics` outlive the result. Errors: INVALID_FIELD.
  static absl::StatusOr<std::unique_ptr<DocumentWork>> Start(
      const internal::v1::AnalyzeWorkerConfig& settings, AnalyzeParts& analyze, Metrics& metrics);

  // As Worker::Drain.
  void Drain(absl::Time deadline);

 private:
  DocumentWork() = default;

  std::unique_ptr<LogQueue> log_;       // with Kafka
  std::unique_ptr<WorkSource> source_;  // without
  std::unique_ptr<StoreClient> store_;  // without
  std::unique_ptr<ResultSink> sink_;
  std::vector<Metrics::Reading> readings_;
  std::unique_ptr<Worker> worker_;  // null: no documents
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SERVICE_DOCUMENT_WORK_H_
