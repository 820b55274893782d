#include "cli/serve/all_in_one.h"

#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/service/analyze_parts.h"
#include "analyze/service/analyze_service.h"
#include "analyze/service/worker_options.h"
#include "analyze/worker/result_sink.h"
#include "analyze/worker/worker.h"
#include "cli/serve/data_lock.h"
#include "common/admin/admin_handler.h"
#include "common/admin/admin_service.h"
#include "common/admin/server_care.h"
#include "common/concurrency/executor.h"
#include "common/concurrency/executor_metrics.h"
#include "common/concurrency/thread_count.h"
#include "common/config/settings.h"
#include "common/rpc/admin_http.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/run.h"
#include "common/rpc/server.h"
#include "common/status/macros.h"
#include "common/storage/backups.h"
#include "common/storage/storage_memory.h"
#include "common/time/proto_time.h"
#include "ingest/service/ingest_parts.h"
#include "store/service/store_parts.h"
#include "store/service/store_services.h"

namespace standpoint {
namespace {

using internal::v1::StandaloneConfig;

// Threads and bounds for one kind of calls: a rush of documents leaves those for questions alone.
struct Pool {
  Pool(const char* name, const internal::v1::ServerConfig& settings, Metrics& metrics)
      : executor(name, ThreadCount(settings.worker_threads()), settings.max_queued_calls()),
        readings(ReadExecutor(executor, metrics)),
        runner(settings, executor, metrics) {}

  Executor executor;
  std::vector<Metrics::Reading> readings;
  CallRunner runner;
};

}  // namespace

// In the order of their making: each outlives what comes after it.
struct AllInOne::Parts {
  StandaloneConfig settings;
  std::unique_ptr<DataLock> lock;
  Metrics metrics;
  std::optional<Pool> ingest_pool;
  std::optional<Pool> query_pool;
  std::unique_ptr<AnalyzeParts> analyze;
  std::unique_ptr<StoreParts> store;
  std::unique_ptr<IngestParts> ingest;
  std::optional<AnalyzeServiceImpl> analyze_service;
  std::optional<StoreServices> store_services;
  std::optional<AdminHandler> admin_handler;
  std::optional<ServerCare> care;
  std::optional<AdminService> admin_service;
  std::unique_ptr<AdminHttp> admin_http;
  std::optional<StoreSink> sink;
  std::optional<Worker> worker;
  std::unique_ptr<RpcServer> server;

  absl::Status OpenData();
  absl::Status StartServing();
  void StopTakingWork();
  void Flush();
};

absl::Status AllInOne::Parts::OpenData() {
  ASSIGN_OR_RETURN(lock, DataLock::Acquire(settings.data()));
  ingest_pool.emplace("ingest", settings.server(), metrics);
  query_pool.emplace("query", settings.server(), metrics);
  ASSIGN_OR_RETURN(analyze, AnalyzeParts::Build(settings.analyze(), metrics));
  const StorageMemory memory = MakeStorageMemory(settings.store().block_cache_bytes(),
                                                 settings.store().write_buffer_bytes());
  ASSIGN_OR_RETURN(store, StoreParts::Open(settings.data() + "/store", settings.store(),
                                           &analyze->client(), metrics, memory));
  ASSIGN_OR_RETURN(ingest, IngestParts::Build(settings.ingest(), settings.queue(), settings.data(),
                                              {.store = &store->client(),
                                               .executor = &ingest_pool->executor,
                                               .runner = &ingest_pool->runner,
                                               .metrics = &metrics,
                                               .memory = memory}));
  return absl::OkStatus();
}

absl::Status AllInOne::Parts::StartServing() {
  analyze_service.emplace(analyze->handler(), query_pool->runner);
  store_services.emplace(*store, query_pool->runner, query_pool->executor);
  admin_handler.emplace(AdminParts{.queue = &ingest->queue_admin(),
                                   .store_status = [this] { return store->Status(); }},
                        absl::Now());
  std::vector<BackupPart> backup_parts = ingest->backup_parts();
  backup_parts.push_back(store->backup_part("store"));
  care.emplace(
      settings.backup(), settings.data(), std::move(backup_parts),
      std::vector<ConsistencyCheck>{store->consistency_check(), ingest->consistency_check()},
      &ingest->corpus_admin());
  admin_service.emplace(*admin_handler, care->handler(), query_pool->runner);
  ASSIGN_OR_RETURN(const WorkerOptions worker_options,
                   MakeWorkerOptions(settings.worker(), analyze->parallelism()));
  ASSIGN_OR_RETURN(admin_http, AdminHttp::Start(settings.admin(), metrics));
  std::vector<RpcService> services = ingest->services();
  for (const RpcService& service : store_services->List()) services.push_back(service);
  services.push_back({v1::AnalyzeService::service_full_name(), &*analyze_service});
  services.push_back({v1::AdminService::service_full_name(), &*admin_service});
  ASSIGN_OR_RETURN(server, RpcServer::Start(settings.server(), services));
  sink.emplace(store->client());
  worker.emplace(worker_options, ingest->queue(), *sink, analyze->documents(), metrics);
  return absl::OkStatus();
}

void AllInOne::Parts::StopTakingWork() {
  care->Shutdown();
  ingest->StopTakingWork();
  worker->Drain(absl::Now() + ToAbslDuration(settings.server().drain_timeout()));
}

void AllInOne::Parts::Flush() {
  ingest_pool->executor.Shutdown();
  query_pool->executor.Shutdown();
  ingest->Shutdown();
  store->writer().Shutdown();
}

absl::StatusOr<std::unique_ptr<AllInOne>> AllInOne::Start(const StandaloneConfig& settings) {
  auto parts = std::make_unique<Parts>();
  parts->settings = settings;
  RETURN_IF_ERROR(ApplyDefaults(parts->settings));
  RETURN_IF_ERROR(parts->OpenData());
  RETURN_IF_ERROR(parts->StartServing());
  return std::unique_ptr<AllInOne>(new AllInOne(std::move(parts)));
}

AllInOne::AllInOne(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

AllInOne::~AllInOne() {
  parts_->care->Shutdown();
  parts_->ingest->StopTakingWork();
  parts_->worker->Drain(absl::InfinitePast());
  parts_->server->Shutdown(absl::ZeroDuration());
  parts_->Flush();
}

const std::string& AllInOne::address() const { return parts_->server->address(); }

void AllInOne::Run(Signals& signals) {
  RunUntilStopped(parts_->settings.server(), signals, *parts_->server,
                  {.stop_taking_work = [this] { parts_->StopTakingWork(); },
                   .flush = [this] { parts_->Flush(); }});
}

}  // namespace standpoint
