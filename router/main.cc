// query_router: answers questions about documents that are spread over the stores of a cluster.

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "analyze/client/grpc_analyze_client.h"
#include "common/config/load.h"
#include "common/log/log.h"
#include "common/metrics/metrics.h"
#include "common/rpc/admin_http.h"
#include "common/rpc/channel.h"
#include "common/rpc/run.h"
#include "common/rpc/server.h"
#include "common/rpc/signals.h"
#include "common/rpc/tune_process.h"
#include "common/status/macros.h"
#include "router/service/router_parts.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {
namespace {

absl::Status RealMain(const internal::v1::RouterServerConfig& config, Signals& signals) {
  Metrics metrics;
  std::unique_ptr<AnalyzeClient> analyze;
  if (!config.analyze_address().empty()) {
    analyze = std::make_unique<GrpcAnalyzeClient>(
        Connect(config.analyze_address(), {{"standpoint.v1.AnalyzeService", ""}}));
  }
  ASSIGN_OR_RETURN(const auto parts, RouterParts::Open(config, analyze.get(), metrics));
  ASSIGN_OR_RETURN(const auto admin, AdminHttp::Start(config.admin(), metrics));
  ASSIGN_OR_RETURN(const auto server, RpcServer::Start(config.server(), parts->Services()));
  RunUntilStopped(config.server(), signals, *server, {});
  parts->Shutdown();
  return absl::OkStatus();
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  standpoint::internal::v1::RouterServerConfig config;
  standpoint::LoadConfigOrExit("query_router",
                               "Answers questions about documents that are spread over shards.",
                               argc, argv, config);
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
