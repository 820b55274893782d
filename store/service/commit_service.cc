#include "store/service/commit_service.h"

#include <utility>

#include "absl/functional/bind_front.h"
#include "common/rpc/call_context.h"

namespace standpoint {

grpc::ServerUnaryReactor* CommitService::CommitDocuments(
    grpc::CallbackServerContext* context, const internal::v1::CommitDocumentsRequest* request,
    internal::v1::CommitDocumentsResponse* response) {
  return runner_.Async("standpoint.internal.v1.CommitService/CommitDocuments", context, request,
                       response,
                       [this](const CallContext&, const internal::v1::CommitDocumentsRequest& asked,
                              internal::v1::CommitDocumentsResponse* answer, CallDone done) {
                         handler_.CommitDocuments(asked, answer, std::move(done));
                       });
}

grpc::ServerUnaryReactor* CommitService::RemoveDocument(
    grpc::CallbackServerContext* context, const internal::v1::RemoveDocumentRequest* request,
    internal::v1::RemoveDocumentResponse* response) {
  return runner_.Async("standpoint.internal.v1.CommitService/RemoveDocument", context, request,
                       response,
                       [this](const CallContext&, const internal::v1::RemoveDocumentRequest& asked,
                              internal::v1::RemoveDocumentResponse* answer, CallDone done) {
                         handler_.RemoveDocument(asked, answer, std::move(done));
                       });
}

grpc::ServerUnaryReactor* CommitService::RemoveCorpus(
    grpc::CallbackServerContext* context, const internal::v1::RemoveCorpusRequest* request,
    internal::v1::RemoveCorpusResponse* response) {
  return runner_.Async("standpoint.internal.v1.CommitService/RemoveCorpus", context, request,
                       response,
                       [this](const CallContext&, const internal::v1::RemoveCorpusRequest& asked,
                              internal::v1::RemoveCorpusResponse* answer, CallDone done) {
                         handler_.RemoveCorpus(asked, answer, std::move(done));
                       });
}

grpc::ServerUnaryReactor* CommitService::ReadDocuments(
    grpc::CallbackServerContext* context, const internal::v1::ReadDocumentsRequest* request,
    internal::v1::ReadDocumentsResponse* response) {
  return runner_.Pooled("standpoint.internal.v1.CommitService/ReadDocuments", context, request,
                        response, absl::bind_front(&CommitHandler::ReadDocuments, &handler_));
}

}  // namespace standpoint
