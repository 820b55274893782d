// store_server: stores analysed documents and answers questions about them.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "analyze/client/grpc_analyze_client.h"
#include "common/admin/admin_handler.h"
#include "common/admin/admin_service.h"
#include "common/admin/server_care.h"
#include "common/concurrency/executor.h"
#include "common/concurrency/thread_count.h"
#include "common/config/load.h"
#include "common/kafka/kafka_properties.h"
#include "common/log/log.h"
#include "common/metrics/metrics.h"
#include "common/rpc/admin_http.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/channel.h"
#include "common/rpc/run.h"
#include "common/rpc/server.h"
#include "common/rpc/signals.h"
#include "common/rpc/tune_process.h"
#include "common/status/macros.h"
#include "standpoint/internal/v1/config.pb.h"
#include "store/replica/kafka_log_source.h"
#include "store/service/replica_parts.h"
#include "store/service/store_parts.h"
#include "store/service/store_services.h"

namespace standpoint {
namespace {

absl::Status RealMain(const internal::v1::StoreServerConfig& config, Signals& signals) {
  Metrics metrics;
  std::unique_ptr<AnalyzeClient> analyze;
  if (!config.analyze_address().empty()) {
    analyze = std::make_unique<GrpcAnalyzeClient>(
        Connect(config.analyze_address(), {{"standpoint.v1.AnalyzeService", ""}}));
  }
  ASSIGN_OR_RETURN(const auto parts,
                   StoreParts::Open(config.data(), config.store(), analyze.get(), metrics));
  std::unique_ptr<ReplicaParts> replica;
  if (UsesKafka(config.kafka())) {
    ASSIGN_OR_RETURN(auto log, KafkaLogSource::Open(config.kafka()));
    ASSIGN_OR_RETURN(replica,
                     ReplicaParts::Make(config.replica(), config.kafka().analysis_partitions(),
                                        std::move(log), *parts, metrics));
  }
  Executor executor("store", ThreadCount(config.server().worker_threads()),
                    config.server().max_queued_calls());
  CallRunner runner(config.server(), executor, metrics);
  StoreServices services(*parts, runner, executor,
                         replica == nullptr ? nullptr : &replica->standing());
  AdminParts admin_parts;
  admin_parts.store_status = [&parts] { return parts->Status(); };
  AdminHandler admin_handler(std::move(admin_parts), absl::Now());
  ServerCare care(config.backup(), config.data(), {parts->backup_part("")},
                  {parts->consistency_check()}, /*corpora=*/nullptr);
  AdminService admin_service(admin_handler, care.handler(), runner);
  std::vector<RpcService> offered = services.List();
  offered.push_back({v1::AdminService::service_full_name(), &admin_service});
  ASSIGN_OR_RETURN(const auto admin, AdminHttp::Start(config.admin(), metrics));
  ASSIGN_OR_RETURN(const auto server, RpcServer::Start(config.server(), offered));
  if (replica != nullptr) {
    replica->Start([&server](bool serving) {
      for (const absl::string_view service : {"", v1::QueryService::service_full_name(),
                                              internal::v1::ShardService::service_full_name()}) {
        server->SetServing(service, serving);
      }
    });
  }
  RunUntilStopped(config.server(), signals, *server,
                  {.stop_taking_work = [&care] { care.Shutdown(); },
                   .flush =
                       [&parts, &replica] {
                         if (replica != nullptr) {
                           replica->Shutdown();
                         }
                         parts->writer().Shutdown();
                       }});
  executor.Shutdown();
  return absl::OkStatus();
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  standpoint::internal::v1::StoreServerConfig config;
  standpoint::LoadConfigOrExit("store_server",
                               "Stores analysed documents and answers questions about them.", argc,
                               argv, config);
  standpoint::Signals signals;
  standpoint::TuneProcess(config.server());
  const absl::Status status = standpoint::RealMain(config, signals);
  if (!status.ok()) {
    standpoint::Log(standpoint::Severity::kError, "server_failed",
                    {{"error", std::string(status.message())}});
    return 1;
  }
  return 0;
}
