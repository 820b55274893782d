#include "ingest/service/ingest_service.h"

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/rpc/call_context.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

// Runs `work(done)` on the executor; refuses when it is full.
template <typename Work>
void Schedule(Executor& executor, CallDone done, Work work) {
  const auto shared = std::make_shared<CallDone>(std::move(done));
  Executor::Task task = [shared, work = std::move(work)]() mutable { work(shared); };
  if (!executor.TrySchedule(std::move(task))) {
    (*shared)(Overloaded("ingest", "all threads are busy and as many documents wait as may",
                         absl::Seconds(1)));
  }
}

// Extracting so much takes less than the way to another thread and back.
constexpr size_t kInlineBytes = 16 << 10;

// Whether a document is taken in on gRPC's thread: short, and plain text.
bool IsQuick(const v1::DocumentInput& input) {
  return input.content().size() <= kInlineBytes && input.media_type() == "text/plain";
}

// What hands an answer of the ingestor to `response` and ends the call.
template <typename Response>
auto Finisher(Response* response, std::shared_ptr<CallDone> done) {
  return [response, done = std::move(done)](absl::StatusOr<Response> answer) {
    const absl::Status status = answer.status();
    if (status.ok()) {
      *response = *std::move(answer);
    }
    (*done)(status);
  };
}

}  // namespace

grpc::ServerUnaryReactor* IngestService::IngestDocument(grpc::CallbackServerContext* context,
                                                        const v1::IngestDocumentRequest* request,
                                                        v1::IngestDocumentResponse* response) {
  return runner_.Async(
      "standpoint.v1.IngestService/IngestDocument", context, request, response,
      [this](const CallContext& call, const v1::IngestDocumentRequest& request,
             v1::IngestDocumentResponse* response, CallDone done) {
        if (IsQuick(request.input())) {
          ingestor_.Ingest(call, request,
                           Finisher(response, std::make_shared<CallDone>(std::move(done))));
          return;
        }
        Schedule(executor_, std::move(done),
                 [this, &call, &request, response](const std::shared_ptr<CallDone>& done) {
                   ingestor_.Ingest(call, request, Finisher(response, done));
                 });
      });
}

grpc::ServerUnaryReactor* IngestService::BatchIngestDocuments(
    grpc::CallbackServerContext* context, const v1::BatchIngestDocumentsRequest* request,
    v1::BatchIngestDocumentsResponse* response) {
  return runner_.Async(
      "standpoint.v1.IngestService/BatchIngestDocuments", context, request, response,
      [this](const CallContext& call, const v1::BatchIngestDocumentsRequest& request,
             v1::BatchIngestDocumentsResponse* response, CallDone done) {
        Schedule(executor_, std::move(done),
                 [this, &call, &request, response](const std::shared_ptr<CallDone>& done) {
                   ingestor_.IngestBatch(call, request, Finisher(response, done));
                 });
      });
}

grpc::ServerBidiReactor<v1::StreamIngestDocumentsRequest, v1::StreamIngestDocumentsResponse>*
IngestService::StreamIngestDocuments(grpc::CallbackServerContext* context) {
  return new IngestStream(
      runner_.Begin("standpoint.v1.IngestService/StreamIngestDocuments", context), window_,
      &ingestor_, &executor_, &streams_);
}

grpc::ServerUnaryReactor* IngestService::DeleteDocument(grpc::CallbackServerContext* context,
                                                        const v1::DeleteDocumentRequest* request,
                                                        google::protobuf::Empty* response) {
  return runner_.Pooled(
      "standpoint.v1.IngestService/DeleteDocument", context, request, response,
      [this](const CallContext& call, const v1::DeleteDocumentRequest& request,
             google::protobuf::Empty*) { return ingestor_.Delete(call, request.name()); });
}

}  // namespace standpoint
