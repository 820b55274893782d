// A server of ours with the echo service, and clients of it, for tests of how calls are run.

#ifndef STANDPOINT_COMMON_RPC_TESTING_ECHO_WORLD_H_
#define STANDPOINT_COMMON_RPC_TESTING_ECHO_WORLD_H_

#include <grpcpp/channel.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/server.h"
#include "common/rpc/testing/echo_service.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "standpoint/echo/v1/echo.grpc.pb.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

using EchoStub = echo::v1::EchoService::Stub;
// One of the ways to run a call: EchoInline, EchoPooled, EchoAsync.
using EchoMethod = grpc::Status (EchoStub::*)(grpc::ClientContext*, const echo::v1::EchoRequest&,
                                              echo::v1::EchoResponse*);

inline constexpr char kEchoService[] = "standpoint.echo.v1.EchoService";

// A free port of the loopback, requests of at most 64 KiB, deadlines of 20 s by default and 40 s at most.
internal::v1::ServerConfig EchoSettings();

// A server with one thread and room for one waiting call, and its client. A server that does not start fails the test.
struct EchoWorld {
  explicit EchoWorld(EchoService::Handler handler = EchoService::Echo);

  absl::Status Call(EchoMethod method, const echo::v1::EchoRequest& request,
                    echo::v1::EchoResponse& response,
                    absl::Duration timeout = absl::InfiniteDuration());
  absl::Status Call(EchoMethod method);

  Metrics metrics;
  Executor executor;
  CallRunner runner;
  EchoService service;
  std::unique_ptr<RpcServer> server;
  std::shared_ptr<grpc::Channel> channel;
  std::unique_ptr<EchoStub> stub;
  std::unique_ptr<grpc::health::v1::Health::Stub> health;
};

// Holds the only thread of the executor until it is opened.
struct EchoGate {
  // Of the message "wait" alone; others are echoed at once.
  EchoService::Handler Handler();

  std::atomic<int> runs = 0;
  std::atomic<bool> was_cancelled = false;
  absl::Notification reached;
  absl::Notification open;
};

// A pooled call on a thread of its own.
class EchoCaller {
 public:
  EchoCaller(EchoWorld& world, const std::string& message, absl::Duration timeout);
  ~EchoCaller();

  // Waits for the answer. Once.
  const absl::Status& status();

 private:
  absl::Status status_;
  echo::v1::EchoResponse response_;
  std::thread thread_;
};

// Waits for what other threads bring about; fails the test when that is not so within half a minute.
void Until(const std::function<bool()>& condition);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_TESTING_ECHO_WORLD_H_
