#include "common/rpc/testing/echo_world.h"

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>

#include <utility>

#include "absl/time/clock.h"
#include "common/rpc/call_context.h"
#include "common/status/rpc_status.h"
#include "gtest/gtest.h"

namespace standpoint {

using echo::v1::EchoRequest;
using echo::v1::EchoResponse;

internal::v1::ServerConfig EchoSettings() {
  internal::v1::ServerConfig settings;
  settings.set_address("localhost:0");
  settings.set_max_request_bytes(64 << 10);
  settings.mutable_default_deadline()->set_seconds(20);
  settings.mutable_max_deadline()->set_seconds(40);
  return settings;
}

EchoWorld::EchoWorld(EchoService::Handler handler)
    : executor("echo", 1, 1),
      runner(EchoSettings(), executor, metrics),
      service(runner, std::move(handler)) {
  auto started = RpcServer::Start(EchoSettings(), {{kEchoService, &service}});
  if (!started.ok()) {
    ADD_FAILURE() << started.status();
    return;
  }
  server = *std::move(started);
  channel = grpc::CreateChannel(server->address(), grpc::InsecureChannelCredentials());
  stub = echo::v1::EchoService::NewStub(channel);
  health = grpc::health::v1::Health::NewStub(channel);
}

absl::Status EchoWorld::Call(EchoMethod method, const EchoRequest& request, EchoResponse& response,
                             absl::Duration timeout) {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  if (timeout != absl::InfiniteDuration()) {
    context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
  }
  return FromGrpcStatus((*stub.*method)(&context, request, &response));
}

absl::Status EchoWorld::Call(EchoMethod method) {
  EchoResponse response;
  return Call(method, EchoRequest(), response);
}

EchoService::Handler EchoGate::Handler() {
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

EchoCaller::EchoCaller(EchoWorld& world, const std::string& message, absl::Duration timeout)
    : thread_([this, &world, message, timeout] {
        EchoRequest request;
        request.set_message(message);
        status_ = world.Call(&EchoStub::EchoPooled, request, response_, timeout);
      }) {}

EchoCaller::~EchoCaller() {
  if (thread_.joinable()) {
    thread_.join();
  }
}

const absl::Status& EchoCaller::status() {
  thread_.join();
  return status_;
}

void Until(const std::function<bool()>& condition) {
  const absl::Time end = absl::Now() + absl::Seconds(30);
  while (!condition() && absl::Now() < end) {
    std::this_thread::yield();
  }
  ASSERT_TRUE(condition());
}

}  // namespace standpoint
