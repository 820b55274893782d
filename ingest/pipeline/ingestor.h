// Ingest as a whole: receive, detect, extract, register, append. Only this folder knows the order.

#ifndef STANDPOINT_INGEST_PIPELINE_INGESTOR_H_
#define STANDPOINT_INGEST_PIPELINE_INGESTOR_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_context.h"
#include "common/time/clock.h"
#include "ingest/pipeline/ingest_metrics.h"
#include "ingest/pipeline/prepare.h"
#include "ingest/register/document_register.h"
#include "ingest/register/request_window.h"
#include "queue/work_queue.h"
#include "standpoint/v1/ingest_service.pb.h"
#include "store/client/store_client.h"

namespace standpoint {

// Takes documents in and deletes them.
//
// Threads: safe. The Ingest functions compute (extraction) on the calling thread and then return; `done` is called once,
// here or on the queue's writer thread, where it must not block.
// Lifetime: what the constructor takes outlives it, and the queue is shut down before it ends.
class Ingestor {
 public:
  using Result = absl::StatusOr<v1::IngestDocumentResponse>;
  using Done = absl::AnyInvocable<void(Result)>;
  using BatchDone = absl::AnyInvocable<void(absl::StatusOr<v1::BatchIngestDocumentsResponse>)>;

  Ingestor(const PrepareLimits& limits, DocumentRegister* documents, WorkQueue* queue,
           StoreClient* store, Clock* clock, Metrics& metrics);

  // As IngestService.IngestDocument; `request` need not outlive the call.
  void Ingest(const CallContext& call, const v1::IngestDocumentRequest& request, Done done);

  // As IngestService.BatchIngestDocuments: the documents are appended together. What is not looked at by the deadline
  // gets its DEADLINE_EXCEEDED.
  void IngestBatch(const CallContext& call, const v1::BatchIngestDocumentsRequest& request,
                   BatchDone done);

  // One item of StreamIngestDocuments. Its size is of no matter for `parent`, which is the stream's.
  void IngestItem(const CallContext& call, absl::string_view parent, const v1::DocumentInput& input,
                  Done done);

  // As IngestService.DeleteDocument. Blocks: a synced write and a call to the store.
  absl::Status Delete(const CallContext& call, absl::string_view name);

 private:
  struct Batch;
  using ResultsDone = absl::AnyInvocable<void(std::vector<Result>)>;

  // Takes in all `inputs`; errors name fields below `paths`, one per input. One append.
  void IngestAll(const CallContext& call, absl::string_view parent,
                 absl::Span<const v1::DocumentInput* const> inputs,
                 absl::Span<const std::string> paths, bool validate_only, ResultsDone done);

  // Prepares and admits one input. Returns whether it is to be appended, in `document`; otherwise its result is given
  // to `batch`, now or later.
  bool Admit(const std::shared_ptr<Batch>& batch, size_t index, absl::string_view parent,
             const v1::DocumentInput& input, absl::string_view path, v1::Document& document);

  // The same without a trace, for validate_only.
  Result Look(absl::string_view parent, const v1::DocumentInput& input, absl::string_view path);

  // Runs `work` unless `request_id` was used before; empty: always. `work` is given what ends the request.
  using Serialized = absl::AnyInvocable<void(absl::StatusOr<std::string>)>;
  void OncePerRequestId(absl::string_view request_id, absl::string_view digest, Serialized done,
                        absl::AnyInvocable<void(Serialized)> work);

  const PrepareLimits limits_;
  DocumentRegister* const documents_;
  WorkQueue* const queue_;
  StoreClient* const store_;
  Clock* const clock_;
  IngestMetrics metrics_;
  RequestWindow requests_;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_PIPELINE_INGESTOR_H_
