// analyze_worker: leases documents from ingest or the log, analyses them, hands the analyses to the store or the log; serves
// AnalyzeService.

#include <cstdio>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/service/analysis_child.h"
#include "analyze/service/analyze_parts.h"
#include "analyze/service/analyze_service.h"
#include "analyze/service/document_work.h"
#include "common/concurrency/executor.h"
#include "common/config/load.h"
#include "common/log/log.h"
#include "common/metrics/metrics.h"
#include "common/rpc/admin_http.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/grpc_log.h"
#include "common/rpc/run.h"
#include "common/rpc/server.h"
#include "common/rpc/signals.h"
#include "common/status/macros.h"
#include "common/time/proto_time.h"
#include "standpoint/internal/v1/config.pb.h"
#include "standpoint/v1/analyze_service.grpc.pb.h"

namespace standpoint {
namespace {

// Calls of AnalyzeService wait on the analysis processes, so a thread for each process and some for the short calls.
int ServiceThreads(const internal::v1::ServerConfig& settings, int parallelism) {
  return settings.worker_threads() > 0 ? settings.worker_threads() : parallelism + 2;
}

absl::Status RealMain(const internal::v1::AnalyzeWorkerConfig& settings, Signals& signals) {
  Metrics metrics;
  ASSIGN_OR_RETURN(const std::unique_ptr<AnalyzeParts> parts,
                   AnalyzeParts::Build(settings.analyze(), metrics));
  Executor executor("analyze", ServiceThreads(settings.server(), parts->parallelism()),
                    settings.server().max_queued_calls());
  CallRunner runner(settings.server(), executor, metrics);
  AnalyzeServiceImpl service(parts->handler(), runner);

  ASSIGN_OR_RETURN(const std::unique_ptr<AdminHttp> admin,
                   AdminHttp::Start(settings.admin(), metrics));
  ASSIGN_OR_RETURN(
      const std::unique_ptr<RpcServer> server,
      RpcServer::Start(settings.server(), {{v1::AnalyzeService::service_full_name(), &service}}));
  ASSIGN_OR_RETURN(const std::unique_ptr<DocumentWork> work,
                   DocumentWork::Start(settings, *parts, metrics));

  // The worker finishes what it holds while the calls under way finish, each within the same time.
  std::thread drain;
  RunUntilStopped(settings.server(), signals, *server,
                  {.stop_taking_work =
                       [&] {
                         const absl::Time deadline =
                             absl::Now() + ToAbslDuration(settings.server().drain_timeout());
                         drain = std::thread([&work, deadline] { work->Drain(deadline); });
                       },
                   .flush = [&] { drain.join(); }});
  executor.Shutdown();
  return absl::OkStatus();
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  if (standpoint::MaybeRunAnalysisChild(argc, argv)) {
    return 0;
  }
  standpoint::internal::v1::AnalyzeWorkerConfig settings;
  standpoint::LoadConfigOrExit("analyze_worker",
                               "Analyses the documents that ingest queues, for the store.", argc,
                               argv, settings);
  standpoint::Signals signals;
  standpoint::RouteGrpcLogs();
  standpoint::SetLogLevel(static_cast<standpoint::Severity>(settings.log().level() - 1));
  const absl::Status status = standpoint::RealMain(settings, signals);
  if (!status.ok()) {
    std::fprintf(stderr, "analyze_worker: %s\n", std::string(status.message()).c_str());
    return 1;
  }
  return 0;
}
