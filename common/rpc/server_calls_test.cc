// How a server of ours runs a call, over loopback: each way keeps the same promises, and the pooled one bounds what waits.

#include <grpcpp/client_context.h>

#include <stdexcept>
#include <string>

#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "common/rpc/call_context.h"
#include "common/rpc/testing/echo_service.h"
#include "common/rpc/testing/echo_world.h"
#include "common/status/errors.h"
#include "common/time/proto_time.h"
#include "gtest/gtest.h"
#include "standpoint/echo/v1/echo.grpc.pb.h"

namespace standpoint {
namespace {

using echo::v1::EchoRequest;
using echo::v1::EchoResponse;

class EachWayTest : public testing::TestWithParam<EchoMethod> {};

INSTANTIATE_TEST_SUITE_P(Ways, EachWayTest,
                         testing::Values(&EchoStub::EchoInline, &EchoStub::EchoPooled,
                                         &EchoStub::EchoAsync));

TEST_P(EachWayTest, Answers) {
  EchoWorld world;
  EchoRequest request;
  request.set_message("hello");
  EchoResponse response;
  ASSERT_TRUE(world.Call(GetParam(), request, response).ok());
  EXPECT_EQ(response.message(), "hello");
}

TEST_P(EachWayTest, MissingDeadlineGetsTheDefaultAndALongOneTheCap) {
  EchoWorld world;
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
  EchoWorld world([](const CallContext&, const EchoRequest&, EchoResponse*) {
    return InvalidField("message", "must be polite");
  });
  const absl::Status status = world.Call(GetParam());
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ErrorReason(status), "INVALID_FIELD");
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.BadRequest").has_value());
}

TEST_P(EachWayTest, BareErrorsGetAReason) {
  EchoWorld world([](const CallContext&, const EchoRequest&, EchoResponse*) {
    return absl::DataLossError("gone");
  });
  const absl::Status status = world.Call(GetParam());
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(ErrorReason(status), "UNSPECIFIED_REASON");
}

TEST_P(EachWayTest, AHandlerThatThrowsAnswersInternal) {
  EchoWorld world([](const CallContext&, const EchoRequest&, EchoResponse*) -> absl::Status {
    throw std::runtime_error("secret");
  });
  const absl::Status status = world.Call(GetParam());
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_FALSE(ErrorReason(status).empty());
  EXPECT_FALSE(absl::StrContains(status.ToString(), "secret"));
}

TEST_P(EachWayTest, CallsAreCounted) {
  EchoWorld world;
  ASSERT_TRUE(world.Call(GetParam()).ok());
  const std::string text = world.metrics.Text();
  EXPECT_TRUE(absl::StrContains(text, "standpoint_rpc_calls_total{code=\"OK\",method=\"")) << text;
  EXPECT_TRUE(absl::StrContains(text, "standpoint_rpc_call_duration_seconds_count{code=\"OK\""))
      << text;
}

TEST_P(EachWayTest, TheTraceReachesTheHandler) {
  EchoWorld world;
  grpc::ClientContext context;
  context.AddMetadata("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  EchoResponse response;
  ASSERT_TRUE((*world.stub.*GetParam())(&context, EchoRequest(), &response).ok());
  EXPECT_EQ(response.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
}

TEST(PooledTest, AFullExecutorRefusesWithRetryInfo) {
  EchoGate gate;
  EchoWorld world(gate.Handler());
  EchoCaller running(world, "wait", absl::Seconds(30));
  gate.reached.WaitForNotification();
  EchoCaller queued(world, "", absl::Seconds(30));
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
  EchoGate gate;
  EchoWorld world(gate.Handler());
  EchoCaller running(world, "wait", absl::Milliseconds(200));
  gate.reached.WaitForNotification();
  EchoCaller queued(world, "", absl::Milliseconds(100));
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

}  // namespace
}  // namespace standpoint
