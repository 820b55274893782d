// A gRPC server as all of ours are: limits, keep-alive, connection age, health, reflection,
// channelz, drain.

#ifndef STANDPOINT_COMMON_RPC_SERVER_H_
#define STANDPOINT_COMMON_RPC_SERVER_H_

#include <grpcpp/channel.h>
#include <grpcpp/server.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/rpc/health_service.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// A service to be offered: {v1::QueryService::service_full_name(), &query_service}.
struct RpcService {
  std::string name;
  grpc::Service* service = nullptr;
  bool serving = true;  // what health says of it at the start
};

// Threads: safe. Lifetime: the services outlive it.
class RpcServer {
 public:
  // Listens, with all services that say so reported as SERVING, and "" if all do. Settings without value take their
  // defaults. Errors: INVALID_FIELD, FAILED_PRECONDITION (CANNOT_LISTEN) that names the address.
  static absl::StatusOr<std::unique_ptr<RpcServer>> Start(
      const internal::v1::ServerConfig& settings, const std::vector<RpcService>& services);

  // Shuts down at once, if that has not been done.
  ~RpcServer();

  RpcServer(const RpcServer&) = delete;
  RpcServer& operator=(const RpcServer&) = delete;

  // Where it listens: the settings' address with the port that was got ("localhost:41234").
  const std::string& address() const { return address_; }
  int bound_port() const { return bound_port_; }

  // To its own services without network.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // What health says of one service, for a replica that lags or a server that loads.
  void SetServing(absl::string_view service, bool serving) { health_.SetServing(service, serving); }

  // First half of a drain: health says NOT_SERVING, calls are still taken.
  void StopServing() { health_.StopServing(); }

  // Second half: refuses new calls, lets those under way finish within `timeout`, then cancels the
  // rest and waits for their handlers to end. Idempotent.
  void Shutdown(absl::Duration timeout);

 private:
  RpcServer() = default;

  HealthService health_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  int bound_port_ = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_SERVER_H_
