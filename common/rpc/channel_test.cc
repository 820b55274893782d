#include "common/rpc/channel.h"

#include <memory>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_context.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/server.h"
#include "common/rpc/testing/echo_service.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "common/time/proto_time.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace standpoint {
namespace {

constexpr char kEcho[] = "standpoint.echo.v1.EchoService";

TEST(ServiceConfigTest, IsJsonWithAtMostFourAttempts) {
  const auto config = nlohmann::json::parse(ServiceConfig({{kEcho, "EchoInline"}, {kEcho, ""}}));
  const auto& method = config["methodConfig"][0];
  EXPECT_EQ(method["name"][0]["method"], "EchoInline");
  EXPECT_FALSE(method["name"][1].contains("method"));
  EXPECT_EQ(method["retryPolicy"]["maxAttempts"], 4);
  EXPECT_EQ(method["retryPolicy"]["retryableStatusCodes"], nlohmann::json({"UNAVAILABLE"}));
  EXPECT_TRUE(config.contains("retryThrottling"));
  EXPECT_FALSE(nlohmann::json::parse(ServiceConfig({})).contains("methodConfig"));
}

TEST(NextHopDeadlineTest, KeepsAMarginAndTheCap) {
  const absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  const auto left = [now](absl::Duration wanted, absl::Duration most) {
    return NextHopDeadline(now + wanted, most, now) - now;
  };
  EXPECT_EQ(left(absl::Seconds(1), absl::InfiniteDuration()), absl::Milliseconds(900));
  EXPECT_EQ(left(absl::Milliseconds(20), absl::InfiniteDuration()), absl::Milliseconds(15));
  EXPECT_EQ(left(absl::Minutes(1), absl::InfiniteDuration()), absl::Milliseconds(59'500));
  EXPECT_EQ(left(absl::Minutes(1), absl::Seconds(10)), absl::Seconds(10));
  EXPECT_EQ(left(absl::InfiniteDuration(), absl::Seconds(10)), absl::Seconds(10));
  EXPECT_EQ(left(absl::InfiniteDuration(), absl::InfiniteDuration()), absl::InfiniteDuration());
  EXPECT_LT(left(absl::Milliseconds(2), absl::InfiniteDuration()), absl::ZeroDuration());
}

// A server that fails its first calls, and a channel to it.
struct World {
  explicit World(EchoService::Handler handler)
      : executor("echo", 1, 1), runner({}, executor, metrics), service(runner, handler) {
    internal::v1::ServerConfig settings;
    settings.set_address("localhost:0");
    server = *RpcServer::Start(settings, {{kEcho, &service}});
    stub = echo::v1::EchoService::NewStub(Connect(server->address(), {{kEcho, "EchoInline"}}));
  }

  Metrics metrics;
  Executor executor;
  CallRunner runner;
  EchoService service;
  std::unique_ptr<RpcServer> server;
  std::unique_ptr<echo::v1::EchoService::Stub> stub;
};

TEST(ConnectTest, RepeatsUnavailableWhereThatIsSafe) {
  int calls = 0;
  World world([&calls](const CallContext&, const echo::v1::EchoRequest&, echo::v1::EchoResponse*) {
    return ++calls % 3 == 0 ? absl::OkStatus()
                            : MakeError(absl::StatusCode::kUnavailable, "TRY_AGAIN", "not yet");
  });
  echo::v1::EchoResponse response;
  grpc::ClientContext repeated;
  EXPECT_TRUE(world.stub->EchoInline(&repeated, {}, &response).ok());
  EXPECT_EQ(calls, 3);
  grpc::ClientContext once;
  const absl::Status status = FromGrpcStatus(world.stub->EchoAsync(&once, {}, &response));
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ErrorReason(status), "TRY_AGAIN");
  EXPECT_EQ(calls, 4);
}

TEST(PassOnTest, DeadlineAndTraceReachTheNextHop) {
  class Trace : public CallSource {
   public:
    bool cancelled() const override { return false; }
    const std::string& traceparent() const override { return traceparent_; }

   private:
    const std::string traceparent_ = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  };
  World world(EchoService::Echo);
  const Trace trace;
  const CallContext caller(absl::Now() + absl::Seconds(10), &trace);
  grpc::ClientContext context;
  PassOn(caller, absl::Seconds(60), context);
  echo::v1::EchoResponse response;
  ASSERT_TRUE(world.stub->EchoInline(&context, {}, &response).ok());
  EXPECT_EQ(response.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_LT(ToAbslDuration(response.remaining()), absl::Seconds(10));
  EXPECT_GT(ToAbslDuration(response.remaining()), absl::Seconds(5));
}

}  // namespace
}  // namespace standpoint
