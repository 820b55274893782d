// Channels to our own servers, and what each call over them sets.

#ifndef STANDPOINT_COMMON_RPC_CHANNEL_H_
#define STANDPOINT_COMMON_RPC_CHANNEL_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/rpc/call_context.h"

namespace standpoint {

// One method that is safe to repeat: "standpoint.v1.QueryService" with "GetClaim", or with "" for the whole service.
struct RepeatableMethod {
  absl::string_view service;
  absl::string_view method;
};

// The service config for such methods: up to 4 attempts on UNAVAILABLE, 0.1 s to 2 s apart, for all channels to a server
// together no more than a tenth of its calls (retryThrottling); round_robin over the addresses of a name. gRPC honours the
// server's push-back by itself. JSON.
// Source: gRPC proposal A6.
std::string ServiceConfig(absl::Span<const RepeatableMethod> repeatable);

// Connects lazily to `address` ("host:7300", "dns:///store:7300", "unix:PATH"), without encryption. Keep-alive pings each
// 30 s while calls are under way, which our servers permit. Messages up to 64 MiB come in; what goes out the server bounds.
std::shared_ptr<grpc::Channel> Connect(const std::string& address,
                                       absl::Span<const RepeatableMethod> repeatable);

// A channel that is READY only while the server says that `service` is SERVING; for looking at its state.
std::shared_ptr<grpc::Channel> ConnectToHealth(const std::string& address,
                                               absl::string_view service);

// The deadline of the next hop: the caller's less a margin in which its answer can be worked up, 5 ms or a tenth of what
// is left, whichever is more but no more than 500 ms; at most `most` from now.
absl::Time NextHopDeadline(absl::Time deadline, absl::Duration most, absl::Time now);

// Passes the caller's deadline (see above) and trace on to a call.
void PassOn(const CallContext& caller, absl::Duration most, grpc::ClientContext& context);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_CHANNEL_H_
