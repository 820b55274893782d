// IngestService over gRPC.

#ifndef STANDPOINT_INGEST_SERVICE_INGEST_SERVICE_H_
#define STANDPOINT_INGEST_SERVICE_INGEST_SERVICE_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include "common/concurrency/executor.h"
#include "common/rpc/call_runner.h"
#include "ingest/pipeline/ingestor.h"
#include "ingest/service/ingest_stream.h"
#include "standpoint/v1/ingest_service.grpc.pb.h"

namespace standpoint {

// Documents are extracted on the executor, short plain text on gRPC's thread; answers come from a thread of the queue.
// Threads: safe.
// Lifetime: the arguments outlive it, it outlives the server.
class IngestService final : public v1::IngestService::CallbackService {
 public:
  IngestService(Ingestor& ingestor, Executor& executor, CallRunner& runner,
                const StreamWindow& window)
      : ingestor_(ingestor), executor_(executor), runner_(runner), window_(window) {}

  // Ends the streams with UNAVAILABLE once what they accepted is answered; later ones at once.
  void DrainStreams() { streams_.Drain(); }

  grpc::ServerUnaryReactor* IngestDocument(grpc::CallbackServerContext* context,
                                           const v1::IngestDocumentRequest* request,
                                           v1::IngestDocumentResponse* response) override;
  grpc::ServerUnaryReactor* BatchIngestDocuments(
      grpc::CallbackServerContext* context, const v1::BatchIngestDocumentsRequest* request,
      v1::BatchIngestDocumentsResponse* response) override;
  grpc::ServerBidiReactor<v1::StreamIngestDocumentsRequest, v1::StreamIngestDocumentsResponse>*
  StreamIngestDocuments(grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* DeleteDocument(grpc::CallbackServerContext* context,
                                           const v1::DeleteDocumentRequest* request,
                                           google::protobuf::Empty* response) override;

 private:
  Ingestor& ingestor_;
  Executor& executor_;
  CallRunner& runner_;
  const StreamWindow window_;
  IngestStreams streams_;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_SERVICE_INGEST_SERVICE_H_
