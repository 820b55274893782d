// CommitService over gRPC.

#ifndef STANDPOINT_STORE_SERVICE_COMMIT_SERVICE_H_
#define STANDPOINT_STORE_SERVICE_COMMIT_SERVICE_H_

#include "common/rpc/call_runner.h"
#include "standpoint/internal/v1/commit.grpc.pb.h"
#include "store/service/commit_handler.h"

namespace standpoint {

// Lifetime: both arguments outlive it.
class CommitService final : public internal::v1::CommitService::CallbackService {
 public:
  CommitService(CallRunner& runner, CommitHandler& handler) : runner_(runner), handler_(handler) {}

  grpc::ServerUnaryReactor* CommitDocuments(
      grpc::CallbackServerContext* context, const internal::v1::CommitDocumentsRequest* request,
      internal::v1::CommitDocumentsResponse* response) override;
  grpc::ServerUnaryReactor* RemoveDocument(grpc::CallbackServerContext* context,
                                           const internal::v1::RemoveDocumentRequest* request,
                                           internal::v1::RemoveDocumentResponse* response) override;
  grpc::ServerUnaryReactor* RemoveCorpus(grpc::CallbackServerContext* context,
                                         const internal::v1::RemoveCorpusRequest* request,
                                         internal::v1::RemoveCorpusResponse* response) override;
  grpc::ServerUnaryReactor* ReadDocuments(grpc::CallbackServerContext* context,
                                          const internal::v1::ReadDocumentsRequest* request,
                                          internal::v1::ReadDocumentsResponse* response) override;

 private:
  CallRunner& runner_;
  CommitHandler& handler_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_COMMIT_SERVICE_H_
