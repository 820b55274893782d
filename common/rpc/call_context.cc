#include "common/rpc/call_context.h"

#include "common/rpc/trace_context.h"
#include "common/status/errors.h"

namespace standpoint {

absl::Status CallContext::Check() const {
  if (clock_->Now() >= deadline_) {
    return MakeError(absl::StatusCode::kDeadlineExceeded, "DEADLINE_PASSED",
                     "the deadline of the call has passed");
  }
  if (cancelled()) {
    return MakeError(absl::StatusCode::kCancelled, "CALL_CANCELLED", "the client gave up the call");
  }
  return absl::OkStatus();
}

std::string CallContext::trace_id() const {
  return source_ == nullptr ? std::string() : std::string(TraceId(source_->traceparent()));
}

std::string CallContext::traceparent() const {
  return trace_id().empty() ? std::string() : source_->traceparent();
}

}  // namespace standpoint
