// Runs unary calls of gRPC's callback API: deadline, errors, metrics and logs are the same for
// every method, so that a service class only unpacks and delegates:
//
//   grpc::ServerUnaryReactor* GetClaim(grpc::CallbackServerContext* context, const
//   v1::GetClaimRequest* request,
//                                      v1::Claim* response) override {
//     return runner_.Inline("standpoint.v1.QueryService/GetClaim", context, request, response,
//                           [this](const CallContext& call, const v1::GetClaimRequest& request,
//                                  v1::Claim* claim) { return handler_.GetClaim(call, request,
//                                  claim); });
//   }
//
// Errors: a handler's status goes out with all its details, and with an ErrorInfo if it has none. A
// handler that throws answers INTERNAL (HANDLER_THREW, of Async CALL_DROPPED).

#ifndef STANDPOINT_COMMON_RPC_CALL_RUNNER_H_
#define STANDPOINT_COMMON_RPC_CALL_RUNNER_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <exception>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_metrics.h"
#include "common/rpc/served_call.h"
#include "common/time/clock.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// Ends an asynchronous call: call it once, from any thread, after the response is filled. Dropped
// without a call it answers INTERNAL (CALL_DROPPED). Fits absl::AnyInvocable<void(absl::Status)>.
class CallDone {
 public:
  CallDone(std::unique_ptr<ServedCall> call, grpc::ServerUnaryReactor* reactor)
      : call_(std::move(call)), reactor_(reactor) {}
  CallDone(CallDone&&) = default;
  CallDone& operator=(CallDone&&) = delete;
  ~CallDone();

  // A second call has no effect.
  void operator()(absl::Status status);

 private:
  std::unique_ptr<ServedCall> call_;
  grpc::ServerUnaryReactor* reactor_;
};

// Threads: safe. Lifetime: outlives the server; `executor`, `metrics` and `clock` outlive it.
//
// `method` is "package.Service/Method". Handlers are absl::Status(const CallContext&, const
// Request&, Response*).
class CallRunner {
 public:
  // `settings` gives default and cap of deadlines.
  CallRunner(const internal::v1::ServerConfig& settings, Executor& executor, Metrics& metrics,
             const Clock& clock = *Clock::Real());

  // Runs `handler` here, on gRPC's thread: for what takes microseconds and never blocks, such as
  // point reads.
  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Inline(absl::string_view method, grpc::CallbackServerContext* context,
                                   const Request* request, Response* response, Handler&& handler) {
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    ServedCall call(metrics_.Of(method), *context, rule_, clock_);
    reactor->Finish(call.End(Run(call, *request, response, handler)));
    return reactor;
  }

  // Runs `handler` on the executor: for what computes or blocks. RESOURCE_EXHAUSTED (OVERLOADED,
  // RetryInfo) when it is full. A call that expired or was cancelled while it waited is answered
  // without running.
  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Pooled(absl::string_view method, grpc::CallbackServerContext* context,
                                   const Request* request, Response* response, Handler handler) {
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    auto owned = std::make_unique<ServedCall>(metrics_.Of(method), *context, rule_, clock_);
    ServedCall* const call = owned.get();
    Executor::Task task = [reactor, request, response, call = std::move(owned),
                           handler = std::move(handler)]() mutable {
      reactor->Finish(call->End(Run(*call, *request, response, handler)));
    };
    if (!executor_.TrySchedule(std::move(task))) {
      reactor->Finish(call->End(ExecutorFull()));  // `task` still owns the call
    }
    return reactor;
  }

  // Hands `handler` a CallDone as its last argument and returns: for what waits for others. Starts
  // on gRPC's thread, where the handler must not block. Context, request and response live until
  // the CallDone is called; from then on none of them may be touched.
  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Async(absl::string_view method, grpc::CallbackServerContext* context,
                                  const Request* request, Response* response, Handler&& handler) {
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    auto owned = std::make_unique<ServedCall>(metrics_.Of(method), *context, rule_, clock_);
    const CallContext& call = owned->context();
    CallDone done(std::move(owned), reactor);
    if (absl::Status status = call.Check(); !status.ok()) {
      done(std::move(status));
      return reactor;
    }
    try {
      handler(call, *request, response, std::move(done));
    } catch (const std::exception& exception) {
      (void)Threw(exception);  // the CallDone, dropped on the way, has answered
    }
    return reactor;
  }

  // For streams, whose reactors the service writes itself: counts the call, gives its context (with
  // the client's deadline alone) and, at its end, what goes to the reactor's Finish().
  std::unique_ptr<ServedCall> Begin(absl::string_view method,
                                    grpc::CallbackServerContext* context) {
    return std::make_unique<ServedCall>(metrics_.Of(method), *context, DeadlineRule(), clock_);
  }

 private:
  template <typename Request, typename Response, typename Handler>
  static absl::Status Run(const ServedCall& call, const Request& request, Response* response,
                          Handler& handler) {
    if (absl::Status status = call.context().Check(); !status.ok()) {
      return status;
    }
    try {
      return handler(call.context(), request, response);
    } catch (const std::exception& exception) {
      return Threw(exception);
    }
  }

  static absl::Status Threw(const std::exception& exception);
  absl::Status ExecutorFull() const;

  const DeadlineRule rule_;
  Executor& executor_;
  CallMetrics metrics_;
  const Clock& clock_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_CALL_RUNNER_H_
