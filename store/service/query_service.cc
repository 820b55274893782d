#include "store/service/query_service.h"

#include "absl/functional/bind_front.h"

namespace standpoint {

grpc::ServerUnaryReactor* QueryService::GetCorpus(grpc::CallbackServerContext* context,
                                                  const v1::GetCorpusRequest* request,
                                                  v1::Corpus* response) {
  return runner_.Inline("standpoint.v1.QueryService/GetCorpus", context, request, response,
                        absl::bind_front(&QueryHandler::GetCorpus, &handler_));
}

grpc::ServerUnaryReactor* QueryService::ListCorpora(grpc::CallbackServerContext* context,
                                                    const v1::ListCorporaRequest* request,
                                                    v1::ListCorporaResponse* response) {
  return runner_.Pooled("standpoint.v1.QueryService/ListCorpora", context, request, response,
                        absl::bind_front(&QueryHandler::ListCorpora, &handler_));
}

grpc::ServerUnaryReactor* QueryService::GetDocument(grpc::CallbackServerContext* context,
                                                    const v1::GetDocumentRequest* request,
                                                    v1::Document* response) {
  return runner_.Inline("standpoint.v1.QueryService/GetDocument", context, request, response,
                        absl::bind_front(&QueryHandler::GetDocument, &handler_));
}

grpc::ServerUnaryReactor* QueryService::ListDocuments(grpc::CallbackServerContext* context,
                                                      const v1::ListDocumentsRequest* request,
                                                      v1::ListDocumentsResponse* response) {
  return runner_.Pooled("standpoint.v1.QueryService/ListDocuments", context, request, response,
                        absl::bind_front(&QueryHandler::ListDocuments, &handler_));
}

grpc::ServerUnaryReactor* QueryService::GetClaim(grpc::CallbackServerContext* context,
                                                 const v1::GetClaimRequest* request,
                                                 v1::Claim* response) {
  return runner_.Inline("standpoint.v1.QueryService/GetClaim", context, request, response,
                        absl::bind_front(&QueryHandler::GetClaim, &handler_));
}

grpc::ServerUnaryReactor* QueryService::ListClaims(grpc::CallbackServerContext* context,
                                                   const v1::ListClaimsRequest* request,
                                                   v1::ListClaimsResponse* response) {
  return runner_.Pooled("standpoint.v1.QueryService/ListClaims", context, request, response,
                        absl::bind_front(&QueryHandler::ListClaims, &handler_));
}

grpc::ServerUnaryReactor* QueryService::GetStance(grpc::CallbackServerContext* context,
                                                  const v1::GetStanceRequest* request,
                                                  v1::Stance* response) {
  return runner_.Inline("standpoint.v1.QueryService/GetStance", context, request, response,
                        absl::bind_front(&QueryHandler::GetStance, &handler_));
}

grpc::ServerUnaryReactor* QueryService::ListStances(grpc::CallbackServerContext* context,
                                                    const v1::ListStancesRequest* request,
                                                    v1::ListStancesResponse* response) {
  return runner_.Pooled("standpoint.v1.QueryService/ListStances", context, request, response,
                        absl::bind_front(&QueryHandler::ListStances, &handler_));
}

grpc::ServerUnaryReactor* QueryService::AssessProposition(
    grpc::CallbackServerContext* context, const v1::AssessPropositionRequest* request,
    v1::AssessPropositionResponse* response) {
  return runner_.Pooled("standpoint.v1.QueryService/AssessProposition", context, request, response,
                        absl::bind_front(&QueryHandler::AssessProposition, &handler_));
}

}  // namespace standpoint
