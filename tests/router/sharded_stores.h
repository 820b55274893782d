// Stores on loopback with the same documents twice: all of them in one, and spread over the shards of a router.

#ifndef STANDPOINT_TESTS_ROUTER_SHARDED_STORES_H_
#define STANDPOINT_TESTS_ROUTER_SHARDED_STORES_H_

#include <grpcpp/client_context.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
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
#include "common/status/rpc_status.h"
#include "router/service/router_parts.h"
#include "standpoint/internal/v1/commit.pb.h"
#include "standpoint/internal/v1/config.pb.h"
#include "standpoint/v1/query_service.grpc.pb.h"
#include "store/service/store_parts.h"
#include "store/service/store_services.h"

namespace standpoint {

// A store that is served. Threads: as its parts.
class StoreServer {
 public:
  // An empty store in `directory`. `analyze` may be null.
  StoreServer(const std::string& directory, AnalyzeClient* analyze);
  ~StoreServer();

  const std::string& address() const { return server_->address(); }
  v1::QueryService::Stub& query() { return *stub_; }
  // Durable and visible on return.
  absl::Status Commit(const internal::v1::AnalyzedDocument& document);
  // Health says NOT_SERVING; calls are still answered.
  void StopServing() { server_->StopServing(); }

 private:
  Metrics metrics_;
  Executor executor_{"store", 2, 256};
  std::unique_ptr<CallRunner> runner_;
  std::unique_ptr<StoreParts> parts_;
  std::unique_ptr<StoreServices> services_;
  Operations operations_;
  CareHandler care_;
  std::unique_ptr<AdminHandler> admin_;
  std::unique_ptr<AdminService> admin_service_;
  std::unique_ptr<RpcServer> server_;
  std::unique_ptr<v1::QueryService::Stub> stub_;
};

// A router that is served, over addresses that a test gives.
class RouterServer {
 public:
  // `settings`: what else a test wants; the topology's file is written to `directory`.
  RouterServer(const std::string& directory, const std::vector<std::vector<std::string>>& shards,
               int partitions, AnalyzeClient* analyze, internal::v1::RouterConfig settings = {});
  ~RouterServer();

  v1::QueryService::Stub& query() { return *stub_; }
  RouterParts& parts() { return *parts_; }
  const Metrics& metrics() const { return metrics_; }
  const std::string& address() const { return server_->address(); }

  // Writes the file and lets the router look at it.
  absl::Status SetTopology(const std::vector<std::vector<std::string>>& shards, int partitions);
  absl::Status SetTopologyText(const std::string& text);
  // The value of a metric without labels; 0 when it is not there.
  double Metric(const std::string& name) const;

 private:
  const std::string file_;
  Metrics metrics_;
  std::unique_ptr<RouterParts> parts_;
  std::unique_ptr<RpcServer> server_;
  std::unique_ptr<v1::QueryService::Stub> stub_;
};

// An empty folder, in TEST_TMPDIR where there is one.
std::string NewFolder(const std::string& name);

// Which shard holds a document, as the log spreads them.
size_t ShardOfDocument(const std::string& name, size_t shards, int partitions);

// A call with a deadline of its own.
template <typename Request, typename Response>
absl::StatusOr<Response> Call(v1::QueryService::Stub& stub,
                              grpc::Status (v1::QueryService::Stub::*method)(grpc::ClientContext*,
                                                                             const Request&,
                                                                             Response*),
                              const Request& request, absl::Duration timeout = absl::Seconds(60)) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
  Response response;
  const absl::Status status = FromGrpcStatus((stub.*method)(&context, request, &response));
  if (!status.ok()) {
    return status;
  }
  return response;
}

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_ROUTER_SHARDED_STORES_H_
