#include "store/service/shard_service.h"

#include "absl/functional/bind_front.h"

namespace standpoint {
namespace {

const std::string& TokenOf(const internal::v1::CountWordsRequest& request) {
  switch (request.words_case()) {
    case internal::v1::CountWordsRequest::kSearchClaims:
      return request.search_claims().min_consistency_token();
    case internal::v1::CountWordsRequest::kSearchDocuments:
      return request.search_documents().min_consistency_token();
    default:
      return request.proposition().min_consistency_token();
  }
}

}  // namespace

grpc::ServerUnaryReactor* ShardService::ListDocuments(grpc::CallbackServerContext* context,
                                                      const v1::ListDocumentsRequest* request,
                                                      internal::v1::ListDocumentsPart* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/ListDocuments", context, request,
                       response, request->min_consistency_token(),
                       absl::bind_front(&ShardHandler::ListDocuments, &handler_));
}

grpc::ServerUnaryReactor* ShardService::ListClaims(grpc::CallbackServerContext* context,
                                                   const v1::ListClaimsRequest* request,
                                                   internal::v1::ListClaimsPart* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/ListClaims", context, request, response,
                       request->min_consistency_token(),
                       absl::bind_front(&ShardHandler::ListClaims, &handler_));
}

grpc::ServerUnaryReactor* ShardService::ListStances(grpc::CallbackServerContext* context,
                                                    const v1::ListStancesRequest* request,
                                                    internal::v1::ListStancesPart* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/ListStances", context, request,
                       response, request->min_consistency_token(),
                       absl::bind_front(&ShardHandler::ListStances, &handler_));
}

grpc::ServerUnaryReactor* ShardService::CountWords(grpc::CallbackServerContext* context,
                                                   const internal::v1::CountWordsRequest* request,
                                                   internal::v1::CountWordsResponse* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/CountWords", context, request, response,
                       TokenOf(*request), absl::bind_front(&ShardHandler::CountWords, &handler_));
}

grpc::ServerUnaryReactor* ShardService::SearchClaims(grpc::CallbackServerContext* context,
                                                     const v1::SearchClaimsRequest* request,
                                                     internal::v1::SearchClaimsPart* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/SearchClaims", context, request,
                       response, request->min_consistency_token(),
                       absl::bind_front(&ShardHandler::SearchClaims, &handler_));
}

grpc::ServerUnaryReactor* ShardService::SearchDocuments(
    grpc::CallbackServerContext* context, const v1::SearchDocumentsRequest* request,
    internal::v1::SearchDocumentsPart* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/SearchDocuments", context, request,
                       response, request->min_consistency_token(),
                       absl::bind_front(&ShardHandler::SearchDocuments, &handler_));
}

grpc::ServerUnaryReactor* ShardService::AggregateClaims(grpc::CallbackServerContext* context,
                                                        const v1::AggregateClaimsRequest* request,
                                                        internal::v1::AggregatePart* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/AggregateClaims", context, request,
                       response, request->min_consistency_token(),
                       absl::bind_front(&ShardHandler::AggregateClaims, &handler_));
}

grpc::ServerUnaryReactor* ShardService::AggregateStances(grpc::CallbackServerContext* context,
                                                         const v1::AggregateStancesRequest* request,
                                                         internal::v1::AggregatePart* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/AggregateStances", context, request,
                       response, request->min_consistency_token(),
                       absl::bind_front(&ShardHandler::AggregateStances, &handler_));
}

grpc::ServerUnaryReactor* ShardService::FindCandidates(
    grpc::CallbackServerContext* context, const internal::v1::FindCandidatesRequest* request,
    internal::v1::FindCandidatesResponse* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/FindCandidates", context, request,
                       response, request->words().min_consistency_token(),
                       absl::bind_front(&ShardHandler::FindCandidates, &handler_));
}

grpc::ServerUnaryReactor* ShardService::ReadCandidates(
    grpc::CallbackServerContext* context, const internal::v1::ReadCandidatesRequest* request,
    internal::v1::ReadCandidatesResponse* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/ReadCandidates", context, request,
                       response, request->words().min_consistency_token(),
                       absl::bind_front(&ShardHandler::ReadCandidates, &handler_));
}

}  // namespace standpoint
