// Everything that a router is made of, built from settings: for query_router, tests and benchmarks.

#ifndef STANDPOINT_ROUTER_SERVICE_ROUTER_PARTS_H_
#define STANDPOINT_ROUTER_SERVICE_ROUTER_PARTS_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "analyze/client/analyze_client.h"
#include "common/admin/admin_handler.h"
#include "common/admin/admin_service.h"
#include "common/admin/care_handler.h"
#include "common/admin/operations.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/server.h"
#include "router/fleet/fleet.h"
#include "router/fleet/latencies.h"
#include "router/fleet/shard_calls.h"
#include "router/merge/corpus_shares.h"
#include "router/query/spread.h"
#include "router/query/word_weights.h"
#include "router/service/router_handler.h"
#include "router/service/router_service.h"
#include "router/topology/topology_watcher.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// Threads: safe. Lifetime: `analyze`, `metrics` and `clock` outlive it; it outlives the server.
class RouterParts {
 public:
  // Settings without value take their defaults. `analyze` may be null: AssessProposition then answers FAILED_PRECONDITION.
  // Errors: INVALID_ARGUMENT that names the setting; those of TopologyWatcher::Start.
  static absl::StatusOr<std::unique_ptr<RouterParts>> Open(
      const internal::v1::RouterServerConfig& settings, AnalyzeClient* analyze, Metrics& metrics);

  RouterParts(const RouterParts&) = delete;
  RouterParts& operator=(const RouterParts&) = delete;

  // QueryService and AdminService, for RpcServer::Start.
  std::vector<RpcService> Services();

  Fleet& fleet() { return fleet_; }
  TopologyWatcher& topology() { return *topology_; }

  // After the server: ends the threads.
  void Shutdown();

 private:
  RouterParts(const internal::v1::RouterServerConfig& settings, AnalyzeClient* analyze,
              Metrics& metrics);

  // Of one replica of each shard, added up.
  absl::StatusOr<v1::StoreStatus> Status();

  Fleet fleet_;
  CorpusShares shares_;
  Hedging hedging_;
  ShardCalls calls_;
  WordWeights weights_;
  const SpreadParts spread_parts_;
  RouterHandler handler_;
  Executor executor_;
  CallRunner runner_;
  RouterService service_;
  Operations operations_;
  CareHandler care_;
  AdminHandler admin_;
  AdminService admin_service_;
  std::unique_ptr<TopologyWatcher> topology_;
  std::vector<Metrics::Reading> readings_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_SERVICE_ROUTER_PARTS_H_
