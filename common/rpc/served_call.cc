#include "common/rpc/served_call.h"

#include <algorithm>

#include "absl/strings/string_view.h"
#include "common/log/log.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"

namespace standpoint {
namespace {

absl::Time Deadline(const grpc::CallbackServerContext& context, const DeadlineRule& rule,
                    absl::Time now) {
  const auto wanted = context.deadline();
  const absl::Time deadline = wanted == std::chrono::system_clock::time_point::max()
                                  ? now + rule.standard
                                  : absl::FromChrono(wanted);
  return std::min(deadline, now + rule.most);
}

void LogEnd(absl::string_view method, const absl::Status& status, absl::Duration took,
            const CallContext& context) {
  // These two tell of a fault in the server; everything else is an answer.
  const bool fault =
      status.code() == absl::StatusCode::kInternal || status.code() == absl::StatusCode::kUnknown;
  const Severity severity = fault ? Severity::kWarning : Severity::kDebug;
  if (!ShouldLog(severity)) {
    return;
  }
  Log(severity, fault ? "rpc_failed" : "rpc_done",
      {{"trace_id", context.trace_id()},
       {"method", method},
       {"code", CodeName(status.code())},
       {"reason", ErrorReason(status)},
       {"message", fault ? status.message() : absl::string_view()},
       {"duration_seconds", took}});
}

}  // namespace

ServedCall::ServedCall(MethodMetrics& metrics, grpc::CallbackServerContext& grpc_context,
                       const DeadlineRule& rule, const Clock& clock)
    : metrics_(metrics),
      grpc_context_(grpc_context),
      start_(std::chrono::steady_clock::now()),
      context_(Deadline(grpc_context, rule, clock.Now()), this, &clock) {
  metrics_.Begin();
}

grpc::Status ServedCall::End(const absl::Status& status) {
  const absl::Duration took = absl::FromChrono(std::chrono::steady_clock::now() - start_);
  metrics_.End(status.code(), took);
  LogEnd(metrics_.method(), status, took, context_);
  return ToGrpcStatus(status);
}

const std::string& ServedCall::traceparent() const {
  absl::call_once(traceparent_once_, [this] {
    const auto& metadata = grpc_context_.client_metadata();
    const auto found = metadata.find("traceparent");
    if (found != metadata.end()) {
      traceparent_.assign(found->second.data(), found->second.size());
    }
  });
  return traceparent_;
}

}  // namespace standpoint
