#include "router/service/router_service.h"

#include "absl/functional/bind_front.h"
#include "common/rpc/answer_stream.h"

namespace standpoint {

template <typename Request, typename Response>
grpc::ServerUnaryReactor* RouterService::Pooled(absl::string_view name,
                                                grpc::CallbackServerContext* context,
                                                const Request* request, Response* response,
                                                Method<Request, Response> method) {
  return runner_.Pooled(name, context, request, response, absl::bind_front(method, &handler_));
}

grpc::ServerUnaryReactor* RouterService::GetCorpus(grpc::CallbackServerContext* context,
                                                   const v1::GetCorpusRequest* request,
                                                   v1::Corpus* response) {
  return Pooled("standpoint.v1.QueryService/GetCorpus", context, request, response,
                &RouterHandler::GetCorpus);
}

grpc::ServerUnaryReactor* RouterService::ListCorpora(grpc::CallbackServerContext* context,
                                                     const v1::ListCorporaRequest* request,
                                                     v1::ListCorporaResponse* response) {
  return Pooled("standpoint.v1.QueryService/ListCorpora", context, request, response,
                &RouterHandler::ListCorpora);
}

grpc::ServerUnaryReactor* RouterService::GetDocument(grpc::CallbackServerContext* context,
                                                     const v1::GetDocumentRequest* request,
                                                     v1::Document* response) {
  return Pooled("standpoint.v1.QueryService/GetDocument", context, request, response,
                &RouterHandler::GetDocument);
}

grpc::ServerUnaryReactor* RouterService::ListDocuments(grpc::CallbackServerContext* context,
                                                       const v1::ListDocumentsRequest* request,
                                                       v1::ListDocumentsResponse* response) {
  return Pooled("standpoint.v1.QueryService/ListDocuments", context, request, response,
                &RouterHandler::ListDocuments);
}

grpc::ServerUnaryReactor* RouterService::GetClaim(grpc::CallbackServerContext* context,
                                                  const v1::GetClaimRequest* request,
                                                  v1::Claim* response) {
  return Pooled("standpoint.v1.QueryService/GetClaim", context, request, response,
                &RouterHandler::GetClaim);
}

grpc::ServerUnaryReactor* RouterService::ListClaims(grpc::CallbackServerContext* context,
                                                    const v1::ListClaimsRequest* request,
                                                    v1::ListClaimsResponse* response) {
  return Pooled("standpoint.v1.QueryService/ListClaims", context, request, response,
                &RouterHandler::ListClaims);
}

grpc::ServerUnaryReactor* RouterService::GetStance(grpc::CallbackServerContext* context,
                                                   const v1::GetStanceRequest* request,
                                                   v1::Stance* response) {
  return Pooled("standpoint.v1.QueryService/GetStance", context, request, response,
                &RouterHandler::GetStance);
}

grpc::ServerUnaryReactor* RouterService::ListStances(grpc::CallbackServerContext* context,
                                                     const v1::ListStancesRequest* request,
                                                     v1::ListStancesResponse* response) {
  return Pooled("standpoint.v1.QueryService/ListStances", context, request, response,
                &RouterHandler::ListStances);
}

grpc::ServerUnaryReactor* RouterService::SearchClaims(grpc::CallbackServerContext* context,
                                                      const v1::SearchClaimsRequest* request,
                                                      v1::SearchClaimsResponse* response) {
  return Pooled("standpoint.v1.QueryService/SearchClaims", context, request, response,
                &RouterHandler::SearchClaims);
}

grpc::ServerUnaryReactor* RouterService::SearchDocuments(grpc::CallbackServerContext* context,
                                                         const v1::SearchDocumentsRequest* request,
                                                         v1::SearchDocumentsResponse* response) {
  return Pooled("standpoint.v1.QueryService/SearchDocuments", context, request, response,
                &RouterHandler::SearchDocuments);
}

grpc::ServerUnaryReactor* RouterService::AggregateClaims(grpc::CallbackServerContext* context,
                                                         const v1::AggregateClaimsRequest* request,
                                                         v1::AggregateClaimsResponse* response) {
  return Pooled("standpoint.v1.QueryService/AggregateClaims", context, request, response,
                &RouterHandler::AggregateClaims);
}

grpc::ServerUnaryReactor* RouterService::AggregateStances(
    grpc::CallbackServerContext* context, const v1::AggregateStancesRequest* request,
    v1::AggregateStancesResponse* response) {
  return Pooled("standpoint.v1.QueryService/AggregateStances", context, request, response,
                &RouterHandler::AggregateStances);
}

grpc::ServerUnaryReactor* RouterService::AssessProposition(
    grpc::CallbackServerContext* context, const v1::AssessPropositionRequest* request,
    v1::AssessPropositionResponse* response) {
  return Pooled("standpoint.v1.QueryService/AssessProposition", context, request, response,
                &RouterHandler::AssessProposition);
}

grpc::ServerUnaryReactor* RouterService::FindContradictions(
    grpc::CallbackServerContext* context, const v1::FindContradictionsRequest* request,
    v1::FindContradictionsResponse* response) {
  return Pooled("standpoint.v1.QueryService/FindContradictions", context, request, response,
                &RouterHandler::FindContradictions);
}

grpc::ServerUnaryReactor* RouterService::FindNarratives(grpc::CallbackServerContext* context,
                                                        const v1::FindNarrativesRequest* request,
                                                        v1::FindNarrativesResponse* response) {
  return Pooled("standpoint.v1.QueryService/FindNarratives", context, request, response,
                &RouterHandler::FindNarratives);
}

grpc::ServerWriteReactor<v1::StreamAssessPropositionResponse>*
RouterService::StreamAssessProposition(grpc::CallbackServerContext* context,
                                       const v1::StreamAssessPropositionRequest* request) {
  auto* const stream = new AnswerStream<v1::StreamAssessPropositionResponse>(
      runner_.Begin("standpoint.v1.QueryService/StreamAssessProposition", context), context);
  stream->Run(executor_, [this, request](const CallContext& call, AssessmentSink sink) {
    return handler_.StreamAssessProposition(call, *request, sink);
  });
  return stream;
}

}  // namespace standpoint
