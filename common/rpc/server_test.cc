// A real server and real clients over loopback: its bounds and flags, its health, its end.

#include "common/rpc/server.h"

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>

#include <string>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/rpc/testing/echo_world.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "gtest/gtest.h"
#include "standpoint/echo/v1/echo.grpc.pb.h"

namespace standpoint {
namespace {

using echo::v1::EchoRequest;
using echo::v1::EchoResponse;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

TEST(ServerTest, TooLargeRequestsAreRefusedAndTheServerGoesOn) {
  EchoWorld world;
  EchoRequest request;
  request.set_message(std::string(65 << 10, 'x'));
  EchoResponse response;
  EXPECT_EQ(world.Call(&EchoStub::EchoInline, request, response).code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(world.Call(&EchoStub::EchoInline).ok());
}

TEST(ServerTest, AnswersInProcess) {
  EchoWorld world;
  const auto stub = echo::v1::EchoService::NewStub(world.server->InProcessChannel());
  for (const EchoMethod method :
       {&EchoStub::EchoInline, &EchoStub::EchoPooled, &EchoStub::EchoAsync}) {
    grpc::ClientContext context;
    EchoResponse response;
    EXPECT_TRUE(((*stub).*method)(&context, EchoRequest(), &response).ok());
  }
}

// Whether a server offers a method at all; what is offered fails otherwise, for want of a request.
bool Offers(RpcServer& server, const std::string& method) {
  grpc::TemplatedGenericStub<EchoRequest, EchoResponse> stub(server.InProcessChannel());
  grpc::ClientContext context;
  const EchoRequest request;
  EchoResponse response;
  grpc::Status status;
  absl::Notification done;
  stub.UnaryCall(&context, method, grpc::StubOptions(), &request, &response,
                 [&](grpc::Status result) {
                   status = std::move(result);
                   done.Notify();
                 });
  done.WaitForNotification();
  return status.error_code() != grpc::StatusCode::UNIMPLEMENTED;
}

TEST(ServerTest, ReflectionAndChannelzAreByFlag) {
  constexpr char kReflection[] = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
  constexpr char kChannelz[] = "/grpc.channelz.v1.Channelz/GetServers";
  for (const bool on : {false, true, false}) {
    internal::v1::ServerConfig settings = EchoSettings();
    settings.set_reflection(on);
    settings.set_channelz(on);
    const auto server = RpcServer::Start(settings, {});
    ASSERT_TRUE(server.ok()) << server.status();
    EXPECT_EQ(Offers(**server, kReflection), on);
    EXPECT_EQ(Offers(**server, kChannelz), on);
  }
}

TEST(ServerTest, SaysWhereItCannotListen) {
  EchoWorld world;
  internal::v1::ServerConfig settings;
  settings.set_address(world.server->address());
  const auto second = RpcServer::Start(settings, {});
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(ErrorReason(second.status()), "CANNOT_LISTEN");
  EXPECT_TRUE(absl::StrContains(second.status().message(), world.server->address()));
}

TEST(ServerTest, RefusesSettingsOutOfRange) {
  internal::v1::ServerConfig settings;
  settings.set_address("localhost:0");
  settings.set_max_concurrent_streams(0);
  const auto server = RpcServer::Start(settings, {});
  ASSERT_FALSE(server.ok());
  EXPECT_TRUE(absl::StrContains(server.status().message(), "server.max_concurrent_streams"))
      << server.status();
}

TEST(ServerTest, RefusesAnAddressWithoutPort) {
  for (const char* address : {"localhost", "127.0.0.1", "::1", "[::1]", "localhost:http",
                              "localhost:65536", "localhost:-1", ":::0"}) {
    internal::v1::ServerConfig settings = EchoSettings();
    settings.set_address(address);
    EXPECT_EQ(ErrorReason(RpcServer::Start(settings, {}).status()), "INVALID_FIELD") << address;
  }
}

TEST(HealthTest, ChecksTheWholeAndEachService) {
  EchoWorld world;
  const auto check = [&world](const std::string& service, HealthCheckResponse& response) {
    grpc::ClientContext context;
    HealthCheckRequest request;
    request.set_service(service);
    return FromGrpcStatus(world.health->Check(&context, request, &response));
  };
  HealthCheckResponse response;
  ASSERT_TRUE(check("", response).ok());
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  ASSERT_TRUE(check(kEchoService, response).ok());
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  EXPECT_EQ(check("nobody", response).code(), absl::StatusCode::kNotFound);

  world.server->SetServing(kEchoService, false);
  ASSERT_TRUE(check(kEchoService, response).ok());
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
  ASSERT_TRUE(check("", response).ok());
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
}

TEST(HealthTest, WatchTellsChangesAndEndsWithTheServer) {
  EchoWorld world;
  grpc::ClientContext context;
  HealthCheckRequest request;
  request.set_service("late");
  const auto stream = world.health->Watch(&context, request);
  HealthCheckResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVICE_UNKNOWN);
  world.server->SetServing("late", true);
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  world.server->StopServing();
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
  world.server->SetServing("late", true);  // too late
  const absl::Time start = absl::Now();
  world.server->Shutdown(absl::Seconds(60));
  EXPECT_LT(absl::Now() - start, absl::Seconds(30)) << "the stream held the server up";
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST(HealthTest, AWatcherThatLeavesIsForgotten) {
  EchoWorld world;
  {
    grpc::ClientContext context;
    const auto stream = world.health->Watch(&context, HealthCheckRequest());
    HealthCheckResponse response;
    ASSERT_TRUE(stream->Read(&response));
    context.TryCancel();
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  world.server->Shutdown(absl::Seconds(60));
}

TEST(DrainTest, FinishesRunningCallsAndRefusesNewOnes) {
  EchoGate gate;
  EchoWorld world(gate.Handler());
  EchoCaller running(world, "wait", absl::Seconds(30));
  gate.reached.WaitForNotification();
  std::thread drain([&world] { world.server->Shutdown(absl::Seconds(30)); });
  Until([&world] {
    grpc::ClientContext context;
    EchoResponse response;
    const auto channel =
        grpc::CreateChannel(world.server->address(), grpc::InsecureChannelCredentials());
    return echo::v1::EchoService::NewStub(channel)
               ->EchoInline(&context, EchoRequest(), &response)
               .error_code() == grpc::StatusCode::UNAVAILABLE;
  });
  gate.open.Notify();
  EXPECT_TRUE(running.status().ok());
  drain.join();
}

TEST(DrainTest, CancelsWhatIsStillRunningAtTheDeadline) {
  EchoGate gate;
  EchoWorld world(gate.Handler());
  EchoCaller running(world, "wait", absl::Seconds(30));
  gate.reached.WaitForNotification();
  std::thread drain([&world] { world.server->Shutdown(absl::ZeroDuration()); });
  EXPECT_FALSE(running.status().ok());
  gate.open.Notify();  // the handler itself must end, too
  drain.join();
  EXPECT_TRUE(gate.was_cancelled);
}

}  // namespace
}  // namespace standpoint
