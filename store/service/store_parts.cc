#include "store/service/store_parts.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/config/settings.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/check/consistency.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/engine/rocksdb/rocksdb_options.h"
#include "store/query/gets.h"
#include "store/record/values.h"
#include "store/service/offline_check.h"
#include "store/service/store_metrics.h"

namespace standpoint {
namespace {

constexpr int kCorporaAtOnce = 1000;

RocksDbEngineOptions EngineOptions(const internal::v1::StoreConfig& settings,
                                   StorageMemory memory) {
  RocksDbEngineOptions options;
  options.memory = std::move(memory);
  options.block_cache_bytes = settings.block_cache_bytes();
  options.write_buffer_bytes = settings.write_buffer_bytes();
  options.max_open_files = settings.max_open_files();
  options.background_jobs = settings.background_jobs();
  return options;
}

WriterOptions MakeWriterOptions(const internal::v1::StoreConfig& settings) {
  WriterOptions options;
  options.max_pending_bytes = settings.max_pending_commit_bytes();
  return options;
}

}  // namespace

absl::StatusOr<std::unique_ptr<StoreParts>> StoreParts::Open(
    const std::string& data_dir, const internal::v1::StoreConfig& settings, AnalyzeClient* analyze,
    Metrics& metrics, StorageMemory memory) {
  internal::v1::StoreConfig complete = settings;
  RETURN_IF_ERROR(ApplyDefaults(complete));
  RETURN_IF_ERROR(CheckSettings(complete));
  std::error_code error;
  std::filesystem::create_directories(data_dir, error);
  if (error) {
    return InvalidField("data", absl::StrCat("cannot be created: ", error.message()));
  }
  auto parts = std::unique_ptr<StoreParts>(new StoreParts());
  ASSIGN_OR_RETURN(parts->engine_,
                   OpenRocksDbEngine(data_dir, EngineOptions(complete, std::move(memory))));
  parts->gate_ = std::make_unique<VisibilityGate>(parts->engine_.get());
  ASSIGN_OR_RETURN(parts->writer_, Writer::Open(parts->engine_.get(), MakeWriterOptions(complete)));
  parts->writer_->set_on_written([gate = parts->gate_.get()] { gate->Written(); });
  parts->client_ = std::make_unique<LocalStoreClient>(parts->writer_.get(), parts->engine_.get());
  parts->queries_ =
      std::make_unique<QueryHandler>(parts->engine_.get(), analyze, complete.max_examined());
  parts->shard_queries_ = std::make_unique<ShardHandler>(parts->engine_.get(), *parts->queries_,
                                                         complete.max_examined());
  parts->merger_ = std::make_unique<IdleMerger>(parts->engine_.get());
  parts->readings_ = ReadStoreMetrics(*parts->engine_, *parts->writer_, metrics);
  return parts;
}

absl::StatusOr<v1::StoreStatus> StoreParts::Status() {
  v1::StoreStatus status;
  const auto snapshot = engine_->GetSnapshot();
  std::string after;
  for (bool more = true; more;) {
    ASSIGN_OR_RETURN(const std::vector<v1::Corpus> corpora,
                     ListCorpora(*snapshot, after, kCorporaAtOnce));
    for (const v1::Corpus& corpus : corpora) {
      status.set_corpus_count(status.corpus_count() + 1);
      status.set_document_count(status.document_count() + corpus.document_count());
      status.set_claim_count(status.claim_count() + corpus.claim_count());
      status.set_stance_count(status.stance_count() + corpus.stance_count());
      after = corpus.name().substr(corpus.name().find('/') + 1);
    }
    more = corpora.size() == kCorporaAtOnce;
  }
  const EngineStats stats = engine_->Stats();
  status.set_size_bytes(static_cast<int64_t>(stats.disk_bytes));
  status.set_compaction_debt_bytes(static_cast<int64_t>(stats.compaction_debt));
  status.set_writes_stalled(stats.writes_stalled);
  status.set_format_version(kFormatVersion);
  return status;
}

BackupPart StoreParts::backup_part(std::string directory) {
  return {"store", std::move(directory), engine_->database()};
}

ConsistencyCheck StoreParts::consistency_check() {
  return [this](const v1::CheckConsistencyRequest& request, OperationRun& run,
                v1::ConsistencyReport* report) -> absl::Status {
    run.SetTotal(Status().value_or(v1::StoreStatus()).document_count());
    const auto progress = [&run](int64_t documents) {
      run.SetDone(documents);
      return run.Check();
    };
    const auto snapshot = engine_->GetSnapshot();
    if (request.digest_only()) {
      ASSIGN_OR_RETURN(const v1::ConsistencyReport digests, DigestReport(*snapshot, progress));
      report->MergeFrom(digests);
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const ConsistencyReport found, CheckConsistency(*snapshot, progress));
    report->MergeFrom(ToReport(found));
    if (const absl::Status files = engine_->VerifyFiles(); !files.ok()) {
      report->add_problems(std::string(files.message()));
    }
    return absl::OkStatus();
  };
}

}  // namespace standpoint
