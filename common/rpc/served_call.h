// One call on its way through the server: its context, and its end in metrics and logs.

#ifndef STANDPOINT_COMMON_RPC_SERVED_CALL_H_
#define STANDPOINT_COMMON_RPC_SERVED_CALL_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include <chrono>
#include <string>

#include "absl/base/call_once.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/rpc/call_context.h"
#include "common/rpc/call_metrics.h"
#include "common/time/clock.h"

namespace standpoint {

// How long calls may take. Calls without a deadline get `standard`, none gets more than `most`.
struct DeadlineRule {
  absl::Duration standard = absl::InfiniteDuration();
  absl::Duration most = absl::InfiniteDuration();
};

// Threads: context() from any; End() once. Lifetime: `grpc_context` lives until the reactor's
// Finish, which comes after End(); nothing but the destructor may be called after Finish.
class ServedCall final : private CallSource {
 public:
  // `metrics` and `clock` live until End().
  ServedCall(MethodMetrics& metrics, grpc::CallbackServerContext& grpc_context,
             const DeadlineRule& rule, const Clock& clock);

  ServedCall(const ServedCall&) = delete;
  ServedCall& operator=(const ServedCall&) = delete;

  const CallContext& context() const { return context_; }

  // Counts and logs the call, and gives what goes to Finish(): on an error with exactly one
  // ErrorInfo.
  grpc::Status End(const absl::Status& status);

 private:
  bool cancelled() const override { return grpc_context_.IsCancelled(); }
  const std::string& traceparent() const override;

  MethodMetrics& metrics_;
  grpc::CallbackServerContext& grpc_context_;
  const std::chrono::steady_clock::time_point start_;
  mutable absl::once_flag traceparent_once_;
  mutable std::string traceparent_;
  const CallContext context_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_SERVED_CALL_H_
