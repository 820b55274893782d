#include "ingest/service/ingest_parts.h"

#include <filesystem>
#include <limits>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/config/settings.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "queue/queue_metrics.h"
#include "queue/rocksdb/queue_settings.h"
#include "queue/rocksdb/rocksdb_queue.h"

namespace standpoint {
namespace {

PrepareLimits ToLimits(const internal::v1::IngestConfig& settings) {
  PrepareLimits limits;
  limits.receive.max_content_bytes = settings.max_document_bytes();
  limits.extract.max_text_bytes = static_cast<size_t>(settings.max_text_bytes());
  return limits;
}

}  // namespace

absl::StatusOr<std::unique_ptr<IngestParts>> IngestParts::Build(
    internal::v1::IngestConfig ingest, internal::v1::QueueConfig queue, const std::string& data,
    const IngestSurroundings& surroundings) {
  RETURN_IF_ERROR(ApplyDefaults(ingest));
  RETURN_IF_ERROR(ApplyDefaults(queue));
  std::error_code error;
  std::filesystem::create_directories(data, error);
  if (error) {
    return InvalidField("data", absl::StrCat("cannot be created: ", error.message()));
  }
  std::unique_ptr<IngestParts> parts(new IngestParts);
  RocksDbQueueOptions options = ToQueueOptions(queue, absl::StrCat(data, "/queue"));
  options.clock = surroundings.clock;
  options.memory = surroundings.memory.cache != nullptr
                       ? surroundings.memory
                       : MakeStorageMemory(queue.block_cache_bytes(), queue.write_buffer_bytes());
  if (surroundings.to_log) {
    options.max_attempts = std::numeric_limits<int>::max();  // workers count them
  }
  ASSIGN_OR_RETURN(parts->queue_, OpenRocksDbQueue(options));
  if (surroundings.to_log) {
    parts->queue_ = surroundings.to_log(std::move(parts->queue_));
  }
  ASSIGN_OR_RETURN(parts->documents_, DocumentRegister::Open(absl::StrCat(data, "/register"),
                                                             surroundings.clock, options.memory));
  parts->ingestor_ =
      std::make_unique<Ingestor>(ToLimits(ingest), parts->documents_.get(), parts->queue_.get(),
                                 surroundings.store, surroundings.clock, *surroundings.metrics);
  const StreamWindow window{ingest.stream_window_documents(), ingest.stream_window_bytes()};
  parts->ingest_service_ = std::make_unique<IngestService>(
      *parts->ingestor_, *surroundings.executor, *surroundings.runner, window);
  parts->work_handler_ =
      std::make_unique<WorkHandler>(*parts->queue_, *surroundings.executor, *surroundings.clock);
  if (!surroundings.to_log) {
    parts->work_service_ =
        std::make_unique<WorkService>(*parts->work_handler_, *surroundings.runner);
  }
  parts->queue_admin_ = std::make_unique<WorkQueueAdmin>(parts->queue_.get(), surroundings.clock,
                                                         options.max_count, options.max_bytes);
  parts->corpus_care_ = std::make_unique<CorpusCare>(parts->documents_.get(), parts->queue_.get(),
                                                     surroundings.store, surroundings.clock);
  parts->readings_ =
      PublishQueueMetrics(*parts->queue_, *surroundings.metrics, *surroundings.clock);
  return parts;
}

IngestParts::~IngestParts() { Shutdown(); }

std::vector<RpcService> IngestParts::services() {
  std::vector<RpcService> services = {
      {v1::IngestService::service_full_name(), ingest_service_.get()}};
  if (work_service_ != nullptr) {
    services.push_back({internal::v1::WorkService::service_full_name(), work_service_.get()});
  }
  return services;
}

std::vector<BackupPart> IngestParts::backup_parts() {
  return {{"register", "register", documents_->database()}, {"queue", "queue", queue_->database()}};
}

ConsistencyCheck IngestParts::consistency_check() {
  return [this](const v1::CheckConsistencyRequest& request, OperationRun& run,
                v1::ConsistencyReport* report) -> absl::Status {
    if (request.digest_only()) {
      return absl::OkStatus();  // there are no records here
    }
    const absl::Status scanned =
        documents_->Scan([&](absl::string_view, const KnownDocument&, bool) {
          report->set_queue_record_count(report->queue_record_count() + 1);
          return run.Check();
        });
    if (ErrorReason(scanned) != "REGISTER_BROKEN") {
      return scanned;
    }
    report->add_problems(std::string(scanned.message()));
    return absl::OkStatus();
  };
}

void IngestParts::StopTakingWork() {
  if (work_handler_ != nullptr) {
    work_handler_->Shutdown();
    ingest_service_->DrainStreams();
  }
}

void IngestParts::Shutdown() {
  StopTakingWork();
  if (queue_ != nullptr) {
    queue_->Shutdown();
  }
}

}  // namespace standpoint
