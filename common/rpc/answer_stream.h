// A stream of answers to one request, written by a handler that may compute and block.

#ifndef STANDPOINT_COMMON_RPC_ANSWER_STREAM_H_
#define STANDPOINT_COMMON_RPC_ANSWER_STREAM_H_

#include <grpcpp/support/server_callback.h>

#include <exception>
#include <memory>
#include <typeinfo>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/concurrency/executor.h"
#include "common/log/log.h"
#include "common/rpc/call_context.h"
#include "common/rpc/served_call.h"
#include "common/status/errors.h"

namespace standpoint {

// The handler runs on an executor and waits for each of its answers to be written, so that a slow client holds it back;
// one that reads nothing for a minute is cut off. Deletes itself when gRPC is done with it.
template <typename Response>
class AnswerStream final : public grpc::ServerWriteReactor<Response> {
 public:
  // Takes the next answer. Errors: CANCELLED when nobody reads the stream any more.
  using Sink = absl::FunctionRef<absl::Status(Response)>;
  // Its status ends the stream.
  using Handler = absl::AnyInvocable<absl::Status(const CallContext&, Sink)>;

  AnswerStream(std::unique_ptr<ServedCall> call, grpc::CallbackServerContext* context)
      : call_(std::move(call)), context_(context) {}

  const CallContext& context() const { return call_->context(); }

  // Once, from any thread; the stream may be gone behind it. RESOURCE_EXHAUSTED (OVERLOADED) when the executor is full.
  void Run(Executor& executor, Handler handler) {
    handler_ = std::move(handler);
    if (!executor.TrySchedule([this] { this->Finish(call_->End(RunHandler())); })) {
      Refuse(Overloaded("executor", "too many calls are waiting", absl::Seconds(1)));
    }
  }

  // Ends the stream instead of Run().
  void Refuse(const absl::Status& status) { this->Finish(call_->End(status)); }

  void OnWriteDone(bool ok) override ABSL_LOCKS_EXCLUDED(mu_) {
    const absl::MutexLock lock(&mu_);
    writing_ = false;
    broken_ = broken_ || !ok;
  }
  void OnCancel() override ABSL_LOCKS_EXCLUDED(mu_) {
    const absl::MutexLock lock(&mu_);
    broken_ = true;
  }
  void OnDone() override { delete this; }

 private:
  static constexpr absl::Duration kPatience = absl::Minutes(1);  // with a client that does not read

  absl::Status RunHandler() {
    if (absl::Status wanted = context().Check(); !wanted.ok()) {
      return wanted;
    }
    try {
      return handler_(context(),
                      [this](Response answer) { return WriteAndWait(std::move(answer)); });
    } catch (const std::exception& exception) {
      // The type alone: the message may quote a document.
      Log(Severity::kError, "handler_threw", {{"type", typeid(exception).name()}});
      return MakeError(absl::StatusCode::kInternal, "HANDLER_THREW",
                       "the call failed unexpectedly");
    }
  }

  absl::Status WriteAndWait(Response answer) ABSL_LOCKS_EXCLUDED(mu_) {
    {
      const absl::MutexLock lock(&mu_);
      if (broken_) {
        return MakeError(absl::StatusCode::kCancelled, "CALL_CANCELLED", "nobody reads the stream");
      }
      writing_ = true;
    }
    outgoing_ = std::move(answer);
    this->StartWrite(&outgoing_);
    const absl::MutexLock lock(&mu_);
    const absl::Condition written(
        +[](AnswerStream* stream) ABSL_NO_THREAD_SAFETY_ANALYSIS { return !stream->writing_; },
        this);
    if (!mu_.AwaitWithTimeout(written, kPatience)) {
      context_->TryCancel();  // which ends the write
      mu_.Await(written);
    }
    return absl::OkStatus();
  }

  const std::unique_ptr<ServedCall> call_;
  grpc::CallbackServerContext* const context_;
  Handler handler_;
  Response outgoing_;  // of the write under way

  absl::Mutex mu_;
  bool writing_ ABSL_GUARDED_BY(mu_) = false;
  bool broken_ ABSL_GUARDED_BY(mu_) = false;  // answers reach nobody any more
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_ANSWER_STREAM_H_
