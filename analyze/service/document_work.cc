#include "analyze/service/document_work.h"

#include <utility>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "analyze/service/worker_options.h"
#include "analyze/worker/log_sink.h"
#include "common/kafka/kafka_properties.h"
#include "common/kafka/log_layout.h"
#include "common/log/log.h"
#include "common/rpc/channel.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "ingest/client/work_client.h"
#include "queue/kafka/log_queue_settings.h"
#include "queue/queue_metrics.h"
#include "store/client/grpc_store_client.h"

namespace standpoint {
namespace {

// Workers come and go: no two may share a name, or the later ends the earlier.
std::string WriterName() {
  absl::BitGen random;
  return absl::StrCat("worker.", absl::Hex(absl::Uniform<uint64_t>(random), absl::kZeroPad16));
}

}  // namespace

absl::StatusOr<std::unique_ptr<DocumentWork>> DocumentWork::Start(
    const internal::v1::AnalyzeWorkerConfig& settings, AnalyzeParts& analyze, Metrics& metrics) {
  std::unique_ptr<DocumentWork> work(new DocumentWork);
  ASSIGN_OR_RETURN(const WorkerOptions options,
                   MakeWorkerOptions(settings.worker(), analyze.parallelism()));
  WorkSource* source = nullptr;
  if (UsesKafka(settings.kafka())) {
    ASSIGN_OR_RETURN(LogQueueOptions queue, ToLogQueueOptions(settings.kafka(), WriterName()));
    ASSIGN_OR_RETURN(work->log_, OpenLogQueue(std::move(queue)));
    work->sink_ =
        std::make_unique<LogSink>(*work->log_, TopicsOf(settings.kafka().topic_prefix()).analyses,
                                  settings.kafka().analysis_partitions());
    work->readings_ = PublishQueueMetrics(*work->log_, metrics);
    source = work->log_.get();
  } else if (!settings.ingest_address().empty()) {
    if (settings.store_address().empty()) {
      return InvalidField("store_address", "must be set together with ingest_address");
    }
    work->source_ = NewWorkClient(Connect(settings.ingest_address(), {}));
    work->store_ = std::make_unique<GrpcStoreClient>(Connect(settings.store_address(), {}));
    work->sink_ = std::make_unique<StoreSink>(*work->store_);
    source = work->source_.get();
  } else {
    Log(Severity::kInfo, "worker_takes_no_documents", {});
    return work;
  }
  work->worker_ =
      std::make_unique<Worker>(options, *source, *work->sink_, analyze.documents(), metrics);
  return work;
}

void DocumentWork::Drain(absl::Time deadline) {
  if (worker_ != nullptr) {
    worker_->Drain(deadline);
  }
}

}  // namespace standpoint
