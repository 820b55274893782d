// A real server and real clients over loopback.

#include "common/rpc/server.h"

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>

#include <atomic>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_context.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/testing/echo_service.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "common/time/proto_time.h"
#include "google/rpc/error_details.pb.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "gtest/gtest.h"
#include "standpoint/echo/v1/echo.grpc.pb.h"

namespace standpoint {
namespace {

using echo::v1::EchoRequest;
using echo::v1::EchoResponse;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using EchoStub = echo::v1::EchoService::Stub;
using Method = grpc::Status (EchoStub::*)(grpc::ClientContext*, const EchoRequest&, EchoResponse*);

constexpr char kEcho[] = "standpoint.echo.v1.EchoService";

internal::v1::ServerConfig Settings() {
  internal::v1::ServerConfig settings;
  settings.set_address("localhost:0");
  settings.set_max_request_bytes(64 << 10);
  settings.mutable_default_deadline()->set_seconds(20);
  settings.mutable_max_deadline()->set_seconds(40);
  return settings;
}

// A server with one thread and room for one waiting call, and its client.
struct World {
  explicit World(EchoService::Handler handler = EchoService::Echo)
      : executor("echo", 1, 1),
        runner(Settings(), executor, metrics),
        service(runner, std::move(handler)) {
    auto started = RpcServer::Start(Settings(), {{kEcho, &service}});
    if (!started.ok()) {
      ADD_FAILURE() << started.status();
      return;
    }
    server = *std::move(started);
    channel = grpc::CreateChannel(server->address(), grpc::InsecureChannelCredentials());
    stub = echo::v1::EchoService::NewStub(channel);
    health = grpc::health::v1::Health::NewStub(channel);
  }

  absl::Status Call(Method method, const EchoRequest& request, EchoResponse& response,
                    absl::Duration timeout = absl::InfiniteDuration()) {
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    if (timeout != absl::InfiniteDuration()) {
      context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
    }
    return FromGrpcStatus((*stub.*method)(&context, request, &response));
  }

  absl::Status Call(Method method) {
    EchoResponse response;
    return Call(method, EchoRequest(), response);
  }

  Metrics metrics;
  Executor executor;
  CallRunner runner;
  EchoService service;
  std::unique_ptr<RpcServer> server;
  std::shared_ptr<grpc::Channel> channel;
  std::unique_ptr<EchoStub> stub;
  std::unique_ptr<grpc::health::v1::Health::Stub> health;
};

// Each way to run a call keeps the same promises.
class EachWayTest : public testing::TestWithParam<Method> {};

INSTANTIATE_TEST_SUITE_P(Ways, EachWayTest,
                         testing::Values(&EchoStub::EchoInline, &EchoStub::EchoPooled,
                                         &EchoStub::EchoAsync));

TEST_P(EachWayTest, Answers) {
  World world;
  EchoRequest request;
  request.set_message("hello");
  EchoResponse response;
  ASSERT_TRUE(world.Call(GetParam(), request, response).ok());
  EXPECT_EQ(response.message(), "hello");
}

TEST_P(EachWayTest, MissingDeadlineGetsTheDefaultAndALongOneTheCap) {
  World world;
  EchoResponse response;
  ASSERT_TRUE(world.Call(GetParam(), EchoRequest(), response).ok());
  EXPECT_LE(ToAbslDuration(response.remaining()), absl::Seconds(20));
  EXPECT_GT(ToAbslDuration(response.remaining()), absl::Seconds(10));
  ASSERT_TRUE(world.Call(GetParam(), EchoRequest(), response, absl::Hours(1)).ok());
  EXPECT_LE(ToAbslDuration(response.remaining()), absl::Seconds(40));
  EXPECT_GT(ToAbslDuration(response.remaining()), absl::Seconds(30));
  ASSERT_TRUE(world.Call(GetParam(), EchoRequest(), response, absl::Seconds(15)).ok());
  EXPECT_LE(ToAbslDuration(response.remaining()), absl::Seconds(16));  // gRPC rounds up
}

TEST_P(EachWayTest, ErrorsKeepTheirDetails) {
  World world([](const CallContext&, const EchoRequest&, EchoResponse*) {
    return InvalidField("message", "must be polite");
  });
  const absl::Status status = world.Call(GetParam());
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ErrorReason(status), "INVALID_FIELD");
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.BadRequest").has_value());
}

TEST_P(EachWayTest, BareErrorsGetAReason) {
  World world([](const CallContext&, const EchoRequest&, EchoResponse*) {
    return absl::DataLossError("gone");
  });
  const absl::Status status = world.Call(GetParam());
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ErrorReason(status), "UNSPECIFIED_REASON");
}

TEST_P(EachWayTest, AHandlerThatThrowsAnswersInternal) {
  World world([](const CallContext&, const EchoRequest&, EchoResponse*) -> absl::Status {
    throw std::runtime_error("secret");
  });
  const absl::Status status = world.Call(GetParam());
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_FALSE(ErrorReason(status).empty());
  EXPECT_FALSE(absl::StrContains(status.ToString(), "secret"));
}

TEST_P(EachWayTest, CallsAreCounted) {
  World world;
  ASSERT_TRUE(world.Call(GetParam()).ok());
  const std::string text = world.metrics.Text();
  EXPECT_TRUE(absl::StrContains(text, "standpoint_rpc_calls_total{code=\"OK\",method=\"")) << text;
  EXPECT_TRUE(absl::StrContains(text, "standpoint_rpc_call_duration_seconds_count{code=\"OK\""))
      << text;
}

TEST_P(EachWayTest, TheTraceReachesTheHandler) {
  World world;
  grpc::ClientContext context;
  context.AddMetadata("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  EchoResponse response;
  ASSERT_TRUE((*world.stub.*GetParam())(&context, EchoRequest(), &response).ok());
  EXPECT_EQ(response.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
}

// Holds the only thread of the executor until it is opened.
struct Gate {
  EchoService::Handler Handler() {
    return [this](const CallContext& call, const EchoRequest& request, EchoResponse* response) {
      ++runs;
      if (request.message() == "wait") {
        reached.Notify();
        open.WaitForNotification();
        was_cancelled = call.cancelled();
      }
      return EchoService::Echo(call, request, response);
    };
  }

  std::atomic<int> runs = 0;
  std::atomic<bool> was_cancelled = false;
  absl::Notification reached;
  absl::Notification open;
};

// A call on a thread of its own.
class Caller {
 public:
  Caller(World& world, const std::string& message, absl::Duration timeout)
      : thread_([this, &world, message, timeout] {
          EchoRequest request;
          request.set_message(message);
          status_ = world.Call(&EchoStub::EchoPooled, request, response_, timeout);
        }) {}
  ~Caller() {
    if (thread_.joinable()) {
      thread_.join();
    }
  }

  const absl::Status& status() {
    thread_.join();
    return status_;
  }

 private:
  absl::Status status_;
  EchoResponse response_;
  std::thread thread_;
};

// Waits for what other threads bring about.
void Until(const std::function<bool()>& condition) {
  const absl::Time end = absl::Now() + absl::Seconds(30);
  while (!condition() && absl::Now() < end) {
    std::this_thread::yield();
  }
  ASSERT_TRUE(condition());
}

TEST(PooledTest, AFullExecutorRefusesWithRetryInfo) {
  Gate gate;
  World world(gate.Handler());
  Caller running(world, "wait", absl::Seconds(30));
  gate.reached.WaitForNotification();
  Caller queued(world, "", absl::Seconds(30));
  Until([&] { return world.executor.stats().queued == 1; });

  const absl::Status refused = world.Call(&EchoStub::EchoPooled);
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ErrorReason(refused), "OVERLOADED");
  EXPECT_GT(RetryDelay(refused, absl::ZeroDuration()), absl::ZeroDuration());
  EXPECT_TRUE(world.Call(&EchoStub::EchoInline).ok()) << "point reads go on";
  gate.open.Notify();
  EXPECT_TRUE(running.status().ok());
  EXPECT_TRUE(queued.status().ok());
}

TEST(PooledTest, ExpiredCallsDoNotRunAndCancellationIsSeen) {
  Gate gate;
  World world(gate.Handler());
  Caller running(world, "wait", absl::Milliseconds(200));
  gate.reached.WaitForNotification();
  Caller queued(world, "", absl::Milliseconds(100));
  EXPECT_EQ(queued.status().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(running.status().code(), absl::StatusCode::kDeadlineExceeded);
  // The server hears of it a little later than the client; it counts as over at its own deadline
  // anyway.
  gate.open.Notify();
  world.executor.Drain();
  EXPECT_EQ(gate.runs, 1) << "the queued call expired before its turn";
  EXPECT_TRUE(absl::StrContains(world.metrics.Text(),
                                "standpoint_rpc_calls_total{code=\"DEADLINE_EXCEEDED\""));
}

TEST(ServerTest, TooLargeRequestsAreRefusedAndTheServerGoesOn) {
  World world;
  EchoRequest request;
  request.set_message(std::string(65 << 10, 'x'));
  EchoResponse response;
  EXPECT_EQ(world.Call(&EchoStub::EchoInline, request, response).code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(world.Call(&EchoStub::EchoInline).ok());
}

TEST(ServerTest, AnswersInProcess) {
  World world;
  const auto stub = echo::v1::EchoService::NewStub(world.server->InProcessChannel());
  for (const Method method : {&EchoStub::EchoInline, &EchoStub::EchoPooled, &EchoStub::EchoAsync}) {
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
    internal::v1::ServerConfig settings = Settings();
    settings.set_reflection(on);
    settings.set_channelz(on);
    const auto server = RpcServer::Start(settings, {});
    ASSERT_TRUE(server.ok()) << server.status();
    EXPECT_EQ(Offers(**server, kReflection), on);
    EXPECT_EQ(Offers(**server, kChannelz), on);
  }
}

TEST(ServerTest, SaysWhereItCannotListen) {
  World world;
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

TEST(HealthTest, ChecksTheWholeAndEachService) {
  World world;
  const auto check = [&world](const std::string& service, HealthCheckResponse& response) {
    grpc::ClientContext context;
    HealthCheckRequest request;
    request.set_service(service);
    return FromGrpcStatus(world.health->Check(&context, request, &response));
  };
  HealthCheckResponse response;
  ASSERT_TRUE(check("", response).ok());
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  ASSERT_TRUE(check(kEcho, response).ok());
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  EXPECT_EQ(check("nobody", response).code(), absl::StatusCode::kNotFound);

  world.server->SetServing(kEcho, false);
  ASSERT_TRUE(check(kEcho, response).ok());
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
  ASSERT_TRUE(check("", response).ok());
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
}

TEST(HealthTest, WatchTellsChangesAndEndsWithTheServer) {
  World world;
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
  World world;
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
  Gate gate;
  World world(gate.Handler());
  Caller running(world, "wait", absl::Seconds(30));
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
  Gate gate;
  World world(gate.Handler());
  Caller running(world, "wait", absl::Seconds(30));
  gate.reached.WaitForNotification();
  std::thread drain([&world] { world.server->Shutdown(absl::ZeroDuration()); });
  EXPECT_FALSE(running.status().ok());
  gate.open.Notify();  // the handler itself must end, too
  drain.join();
  EXPECT_TRUE(gate.was_cancelled);
}

}  // namespace
}  // namespace standpoint
