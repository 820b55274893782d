// ingest_server: takes documents in, keeps the queue, hands work to the workers.

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "common/admin/admin_handler.h"
#include "common/admin/admin_service.h"
#include "common/admin/server_care.h"
#include "common/concurrency/executor.h"
#include "common/concurrency/executor_metrics.h"
#include "common/concurrency/thread_count.h"
#include "common/config/load.h"
#include "common/kafka/kafka_properties.h"
#include "common/log/log.h"
#include "common/metrics/metrics.h"
#include "common/rpc/admin_http.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/channel.h"
#include "common/rpc/grpc_log.h"
#include "common/rpc/run.h"
#include "common/rpc/server.h"
#include "common/rpc/signals.h"
#include "common/rpc/tune_process.h"
#include "common/status/macros.h"
#include "ingest/service/ingest_parts.h"
#include "ingest/service/log_side.h"
#include "queue/work_queue.h"
#include "standpoint/internal/v1/config.pb.h"
#include "store/client/grpc_store_client.h"

namespace standpoint {
namespace {

absl::Status RealMain(const internal::v1::IngestServerConfig& settings, Signals& signals) {
  Metrics metrics;
  Executor executor("ingest", ThreadCount(settings.server().worker_threads()),
                    settings.server().max_queued_calls());
  const std::vector<Metrics::Reading> executor_readings = ReadExecutor(executor, metrics);
  CallRunner runner(settings.server(), executor, metrics);
  GrpcStoreClient store(Connect(settings.store_address(), {}));
  IngestSurroundings surroundings = {
      .store = &store, .executor = &executor, .runner = &runner, .metrics = &metrics};
  std::unique_ptr<LogSide> log;
  if (UsesKafka(settings.kafka())) {
    ASSIGN_OR_RETURN(log, LogSide::Build(settings, store, metrics));
    surroundings.store = &log->store();
    surroundings.to_log = [&log](std::unique_ptr<WorkQueue> local) {
      return log->MakeOutbox(std::move(local));
    };
  }
  ASSIGN_OR_RETURN(
      const std::unique_ptr<IngestParts> parts,
      IngestParts::Build(settings.ingest(), settings.queue(), settings.data(), surroundings));
  AdminHandler admin_handler({.queue = &parts->queue_admin()}, absl::Now());
  ServerCare care(settings.backup(), settings.data(), parts->backup_parts(),
                  {parts->consistency_check()}, &parts->corpus_admin());
  AdminService admin(admin_handler, care.handler(), runner);
  std::vector<RpcService> services = parts->services();
  services.push_back({v1::AdminService::service_full_name(), &admin});
  ASSIGN_OR_RETURN(const std::unique_ptr<AdminHttp> admin_http,
                   AdminHttp::Start(settings.admin(), metrics));
  ASSIGN_OR_RETURN(const std::unique_ptr<RpcServer> server,
                   RpcServer::Start(settings.server(), services));
  RunUntilStopped(settings.server(), signals, *server,
                  {.stop_taking_work =
                       [&parts, &care] {
                         care.Shutdown();
                         parts->StopTakingWork();
                       },
                   .flush =
                       [&executor, &parts] {
                         executor.Shutdown();
                         parts->Shutdown();
                       }});
  return absl::OkStatus();
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  standpoint::internal::v1::IngestServerConfig settings;
  standpoint::LoadConfigOrExit("ingest_server",
                               "Takes documents in and hands them to the analysis workers.", argc,
                               argv, settings);
  standpoint::Signals signals;
  standpoint::TuneProcess(settings.server());
  standpoint::RouteGrpcLogs();
  standpoint::SetLogLevel(static_cast<standpoint::Severity>(settings.log().level() - 1));
  const absl::Status status = standpoint::RealMain(settings, signals);
  if (!status.ok()) {
    std::fprintf(stderr, "ingest_server: %s\n", std::string(status.message()).c_str());
    return 1;
  }
  return 0;
}
