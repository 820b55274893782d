#include "store/service/assess_stream.h"

#include <exception>
#include <string>
#include <typeinfo>
#include <utility>

#include "absl/time/time.h"
#include "common/log/log.h"
#include "common/status/errors.h"
#include "common/token/consistency_token.h"

namespace standpoint {
namespace {

constexpr absl::Duration kPatience = absl::Minutes(1);  // with a client that does not read

}  // namespace

AssessStream* AssessStream::Start(std::unique_ptr<ServedCall> call,
                                  grpc::CallbackServerContext* context,
                                  const v1::StreamAssessPropositionRequest* request,
                                  const QueryHandler& handler, VisibilityGate& gate,
                                  Executor& executor) {
  auto* const stream = new AssessStream(std::move(call), context);
  const auto begin = [stream, request, &handler, &executor](absl::Status visible) {
    if (visible.ok() &&
        !executor.TrySchedule([stream, request, &handler] { stream->Run(*request, handler); })) {
      visible = Overloaded("executor", "too many calls are waiting", absl::Seconds(1));
    }
    if (!visible.ok()) {
      stream->Finish(stream->call_->End(visible));
    }
  };
  const std::string& token = request->assess().min_consistency_token();
  if (token.empty()) {
    begin(absl::OkStatus());
    return stream;
  }
  auto written = DecodeConsistencyToken("assess.min_consistency_token", token);
  if (!written.ok()) {
    begin(written.status());
  } else {
    gate.Wait(*std::move(written), stream->call_->context().deadline(), begin);
  }
  return stream;
}

void AssessStream::Run(const v1::StreamAssessPropositionRequest& request,
                       const QueryHandler& handler) {
  absl::Status status = call_->context().Check();
  if (status.ok()) {
    try {
      status = handler.StreamAssessProposition(call_->context(), request,
                                               [this](v1::StreamAssessPropositionResponse answer) {
                                                 return WriteAndWait(std::move(answer));
                                               });
    } catch (const std::exception& exception) {
      // The type alone: the message may quote a document.
      Log(Severity::kError, "handler_threw", {{"type", typeid(exception).name()}});
      status =
          MakeError(absl::StatusCode::kInternal, "HANDLER_THREW", "the call failed unexpectedly");
    }
  }
  Finish(call_->End(status));  // `this` may be gone behind it
}

absl::Status AssessStream::WriteAndWait(v1::StreamAssessPropositionResponse answer) {
  {
    const absl::MutexLock lock(&mu_);
    if (broken_) {
      return MakeError(absl::StatusCode::kCancelled, "CALL_CANCELLED", "nobody reads the stream");
    }
    writing_ = true;
  }
  outgoing_ = std::move(answer);
  StartWrite(&outgoing_);
  const absl::MutexLock lock(&mu_);
  const absl::Condition written(
      +[](AssessStream* stream) ABSL_NO_THREAD_SAFETY_ANALYSIS { return !stream->writing_; }, this);
  if (!mu_.AwaitWithTimeout(written, kPatience)) {
    context_->TryCancel();  // which ends the write
    mu_.Await(written);
  }
  return absl::OkStatus();
}

void AssessStream::OnWriteDone(bool ok) {
  const absl::MutexLock lock(&mu_);
  writing_ = false;
  broken_ = broken_ || !ok;
}

void AssessStream::OnCancel() {
  const absl::MutexLock lock(&mu_);
  broken_ = true;
}

}  // namespace standpoint
