// Calls that the store answers when it may, and when it has the writes that their client wants to see.

#ifndef STANDPOINT_STORE_SERVICE_GATED_CALLS_H_
#define STANDPOINT_STORE_SERVICE_GATED_CALLS_H_

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/concurrency/executor.h"
#include "common/rpc/call_context.h"
#include "common/rpc/call_runner.h"
#include "common/status/errors.h"
#include "common/token/consistency_token.h"
#include "store/service/visibility_gate.h"

namespace standpoint {

// As CallRunner, which see. What waits, waits on no thread and then runs on the executor. Lifetime: the arguments outlive
// it. Threads: safe.
class GatedCalls {
 public:
  // `executor` is the runner's.
  GatedCalls(CallRunner& runner, Executor& executor, VisibilityGate& gate)
      : runner_(runner), executor_(executor), gate_(gate) {}

  CallRunner& runner() { return runner_; }
  Executor& executor() { return executor_; }
  VisibilityGate& gate() { return gate_; }

  // On gRPC's thread: for point reads.
  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Inline(absl::string_view name, grpc::CallbackServerContext* context,
                                   const Request* request, Response* response,
                                   absl::string_view token, Handler handler) {
    if (absl::Status refusal = gate_.Refusal(); !refusal.ok()) {
      return Refused(name, context, request, response, std::move(refusal));
    }
    return token.empty() ? runner_.Inline(name, context, request, response, std::move(handler))
                         : Waiting(name, context, request, response, token, std::move(handler));
  }

  // On the executor.
  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Pooled(absl::string_view name, grpc::CallbackServerContext* context,
                                   const Request* request, Response* response,
                                   absl::string_view token, Handler handler) {
    if (absl::Status refusal = gate_.Refusal(); !refusal.ok()) {
      return Refused(name, context, request, response, std::move(refusal));
    }
    return token.empty() ? runner_.Pooled(name, context, request, response, std::move(handler))
                         : Waiting(name, context, request, response, token, std::move(handler));
  }

 private:
  static constexpr absl::Duration kRetryAfter = absl::Milliseconds(200);

  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Refused(absl::string_view name, grpc::CallbackServerContext* context,
                                    const Request* request, Response* response,
                                    absl::Status refusal) {
    return runner_.Inline(
        name, context, request, response,
        [&refusal](const CallContext&, const Request&, Response*) { return refusal; });
  }

  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Waiting(absl::string_view name, grpc::CallbackServerContext* context,
                                    const Request* request, Response* response,
                                    absl::string_view token, Handler handler) {
    return runner_.Async(
        name, context, request, response,
        [&](const CallContext& call, const Request& request, Response* response, CallDone done) {
          auto written = DecodeConsistencyToken("min_consistency_token", token);
          if (!written.ok()) {
            done(written.status());
            return;
          }
          auto shared = std::make_shared<CallDone>(std::move(done));
          const auto answer = [handler, &call, &request, response, shared]() mutable {
            const absl::Status wanted = call.Check();
            (*shared)(wanted.ok() ? handler(call, request, response) : wanted);
          };
          gate_.Wait(
              *std::move(written), call.deadline(), [this, answer, shared](absl::Status visible) {
                if (visible.ok() && !executor_.TrySchedule(answer)) {
                  visible = Overloaded("executor", "too many calls are waiting", kRetryAfter);
                }
                if (!visible.ok()) {
                  (*shared)(std::move(visible));
                }
              });
        });
  }

  CallRunner& runner_;
  Executor& executor_;
  VisibilityGate& gate_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_GATED_CALLS_H_
