#include "common/rpc/call_runner.h"

#include <typeinfo>

#include "absl/time/time.h"
#include "common/config/settings.h"
#include "common/log/log.h"
#include "common/status/errors.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

// How long a refused client should wait: about the time in which some of the queue is worked off.
constexpr absl::Duration kRetryAfter = absl::Milliseconds(200);

DeadlineRule RuleOf(internal::v1::ServerConfig settings) {
  (void)ApplyDefaults(settings);  // cannot fail: settings_test reads all defaults of ServerConfig
  return {ToAbslDuration(settings.default_deadline()), ToAbslDuration(settings.max_deadline())};
}

}  // namespace

CallDone::~CallDone() {
  if (call_ != nullptr) {
    (*this)(MakeError(absl::StatusCode::kInternal, "CALL_DROPPED", "the call was left unanswered"));
  }
}

void CallDone::operator()(absl::Status status) {
  if (call_ == nullptr) {
    return;
  }
  const std::unique_ptr<ServedCall> call = std::move(call_);
  reactor_->Finish(call->End(status));
}

CallRunner::CallRunner(const internal::v1::ServerConfig& settings, Executor& executor,
                       Metrics& metrics, const Clock& clock)
    : rule_(RuleOf(settings)), executor_(executor), metrics_(metrics), clock_(clock) {}

absl::Status CallRunner::Threw(const std::exception& exception) {
  // The type alone: the message may quote a document.
  Log(Severity::kError, "handler_threw", {{"type", typeid(exception).name()}});
  return MakeError(absl::StatusCode::kInternal, "HANDLER_THREW", "the call failed unexpectedly");
}

absl::Status CallRunner::ExecutorFull() const {
  return Overloaded("executor", "too many calls are waiting", kRetryAfter);
}

}  // namespace standpoint
