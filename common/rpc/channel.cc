#include "common/rpc/channel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "common/log/json_string.h"

namespace standpoint {
namespace {

constexpr int kMaxResponseBytes = 64 << 20;
constexpr absl::Duration kKeepalive = absl::Seconds(30);
constexpr absl::Duration kKeepaliveTimeout = absl::Seconds(10);

void AppendName(std::string* out, const RepeatableMethod& method) {
  absl::StrAppend(out, "{\"service\":");
  AppendJsonString(method.service, *out);
  if (!method.method.empty()) {
    absl::StrAppend(out, ",\"method\":");
    AppendJsonString(method.method, *out);
  }
  absl::StrAppend(out, "}");
}

std::shared_ptr<grpc::Channel> ConnectWith(const std::string& address,
                                           const std::string& service_config) {
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(service_config);
  arguments.SetMaxReceiveMessageSize(kMaxResponseBytes);
  arguments.SetMaxSendMessageSize(-1);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS,
                   static_cast<int>(absl::ToInt64Milliseconds(kKeepalive)));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                   static_cast<int>(absl::ToInt64Milliseconds(kKeepaliveTimeout)));
  // A server that comes back is found soon; gRPC's own way up goes to two minutes.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 5000);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

std::string ServiceConfig(absl::Span<const RepeatableMethod> repeatable) {
  std::string config = R"({"loadBalancingConfig":[{"round_robin":{}}],)"
                       R"("retryThrottling":{"maxTokens":100,"tokenRatio":0.1})";
  if (!repeatable.empty()) {
    absl::StrAppend(&config, R"(,"methodConfig":[{"name":[)",
                    absl::StrJoin(repeatable, ",", AppendName),
                    R"(],"retryPolicy":{"maxAttempts":4,"initialBackoff":"0.1s",)"
                    R"("maxBackoff":"2s","backoffMultiplier":3,)"
                    R"("retryableStatusCodes":["UNAVAILABLE"]}}])");
  }
  return config + "}";
}

std::shared_ptr<grpc::Channel> Connect(const std::string& address,
                                       absl::Span<const RepeatableMethod> repeatable) {
  return ConnectWith(address, ServiceConfig(repeatable));
}

std::shared_ptr<grpc::Channel> ConnectToHealth(const std::string& address,
                                               absl::string_view service) {
  std::string config =
      R"({"loadBalancingConfig":[{"round_robin":{}}],"healthCheckConfig":{"serviceName":)";
  AppendJsonString(service, config);
  return ConnectWith(address, config + "}}");
}

absl::Time NextHopDeadline(absl::Time deadline, absl::Duration most, absl::Time now) {
  const absl::Duration left = deadline - now;
  const absl::Duration margin =
      std::clamp(left / 10, absl::Milliseconds(5), absl::Milliseconds(500));
  return std::min(deadline - margin, now + most);
}

void PassOn(const CallContext& caller, absl::Duration most, grpc::ClientContext& context) {
  const absl::Time deadline = NextHopDeadline(caller.deadline(), most, absl::Now());
  if (deadline != absl::InfiniteFuture()) {
    context.set_deadline(absl::ToChronoTime(deadline));
  }
  if (const std::string traceparent = caller.traceparent(); !traceparent.empty()) {
    context.AddMetadata("traceparent", traceparent);
  }
}

}  // namespace standpoint
