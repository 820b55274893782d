// StreamAssessProposition over gRPC.

#ifndef STANDPOINT_STORE_SERVICE_ASSESS_STREAM_H_
#define STANDPOINT_STORE_SERVICE_ASSESS_STREAM_H_

#include <grpcpp/support/server_callback.h>

#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "common/concurrency/executor.h"
#include "common/rpc/served_call.h"
#include "standpoint/v1/query_service.pb.h"
#include "store/service/query_handler.h"
#include "store/service/visibility_gate.h"

namespace standpoint {

// One stream: the assessment runs on the executor and waits for each of its answers to be written, so that a slow client
// holds back the judging; one that reads nothing for a minute is cut off. Deletes itself when gRPC is done with it.
class AssessStream final : public grpc::ServerWriteReactor<v1::StreamAssessPropositionResponse> {
 public:
  // Begins once the request's writes are visible. Answers RESOURCE_EXHAUSTED (OVERLOADED) when the executor is full. Lifetime: the request lives until OnDone; the rest
  // outlives the stream.
  static AssessStream* Start(std::unique_ptr<ServedCall> call, grpc::CallbackServerContext* context,
                             const v1::StreamAssessPropositionRequest* request,
                             const QueryHandler& handler, VisibilityGate& gate, Executor& executor);

  void OnWriteDone(bool ok) override ABSL_LOCKS_EXCLUDED(mu_);
  void OnCancel() override ABSL_LOCKS_EXCLUDED(mu_);
  void OnDone() override { delete this; }

 private:
  AssessStream(std::unique_ptr<ServedCall> call, grpc::CallbackServerContext* context)
      : call_(std::move(call)), context_(context) {}

  void Run(const v1::StreamAssessPropositionRequest& request, const QueryHandler& handler);
  absl::Status WriteAndWait(v1::StreamAssessPropositionResponse answer) ABSL_LOCKS_EXCLUDED(mu_);

  const std::unique_ptr<ServedCall> call_;
  grpc::CallbackServerContext* const context_;
  v1::StreamAssessPropositionResponse outgoing_;  // of the write under way

  absl::Mutex mu_;
  bool writing_ ABSL_GUARDED_BY(mu_) = false;
  bool broken_ ABSL_GUARDED_BY(mu_) = false;  // answers reach nobody any more
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_ASSESS_STREAM_H_
