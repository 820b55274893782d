// CommitService without gRPC.

#ifndef STANDPOINT_STORE_SERVICE_COMMIT_HANDLER_H_
#define STANDPOINT_STORE_SERVICE_COMMIT_HANDLER_H_

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "common/concurrency/executor.h"
#include "common/rpc/call_context.h"
#include "standpoint/internal/v1/commit.pb.h"
#include "store/engine/engine.h"
#include "store/write/writer.h"

namespace standpoint {

// Encodes on the executor, hands over to the writer, and answers when the last document is durable: no thread
// waits for the disk. Threads: safe. Lifetime: the arguments outlive it.
class CommitHandler {
 public:
  // Called once, after the response is filled; request and response live until then.
  using Done = absl::AnyInvocable<void(absl::Status)>;

  CommitHandler(Writer* writer, Engine* engine, Executor* executor)
      : writer_(writer), engine_(engine), executor_(executor) {}

  // Errors: INVALID_ARGUMENT for too few or too many documents; RESOURCE_EXHAUSTED when the executor is full.
  // Errors of single documents stand in the response.
  void CommitDocuments(const internal::v1::CommitDocumentsRequest& request,
                       internal::v1::CommitDocumentsResponse* response, Done done);

  // Errors: those of Writer::Remove.
  void RemoveDocument(const internal::v1::RemoveDocumentRequest& request,
                      internal::v1::RemoveDocumentResponse* response, Done done);

  // Errors: those of Writer::RemoveCorpus; RESOURCE_EXHAUSTED when the executor, where reclaiming runs, is full.
  void RemoveCorpus(const internal::v1::RemoveCorpusRequest& request,
                    internal::v1::RemoveCorpusResponse* response, Done done);

  // Blocks. Errors: those of ReadInputs.
  absl::Status ReadDocuments(const CallContext& call,
                             const internal::v1::ReadDocumentsRequest& request,
                             internal::v1::ReadDocumentsResponse* response);

 private:
  Writer* const writer_;
  Engine* const engine_;
  Executor* const executor_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_COMMIT_HANDLER_H_
