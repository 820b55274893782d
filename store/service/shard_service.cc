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

grpc::ServerUnaryReactor* ShardService::PlaceDocuments(
    grpc::CallbackServerContext* context, const internal::v1::PlaceDocumentsRequest* request,
    internal::v1::PlaceDocumentsResponse* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/PlaceDocuments", context, request,
                       response, request->list().min_consistency_token(),
                       absl::bind_front(&ShardHandler::PlaceDocuments, &handler_));
}

grpc::ServerUnaryReactor* ShardService::PlaceClaims(grpc::CallbackServerContext* context,
                                                    const internal::v1::PlaceClaimsRequest* request,
                                                    internal::v1::PlaceClaimsResponse* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/PlaceClaims", context, request,
                       response, request->list().min_consistency_token(),
                       absl::bind_front(&ShardHandler::PlaceClaims, &handler_));
}

grpc::ServerUnaryReactor* ShardService::PlaceStances(
    grpc::CallbackServerContext* context, const internal::v1::PlaceStancesRequest* request,
    internal::v1::PlaceStancesResponse* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/PlaceStances", context, request,
                       response, request->list().min_consistency_token(),
                       absl::bind_front(&ShardHandler::PlaceStances, &handler_));
}

grpc::ServerUnaryReactor* ShardService::CountWords(grpc::CallbackServerContext* context,
                                                   const internal::v1::CountWordsRequest* request,
                                                   internal::v1::CountWordsResponse* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/CountWords", context, request, response,
                       TokenOf(*request), absl::bind_front(&ShardHandler::CountWords, &handler_));
}

grpc::ServerUnaryReactor* ShardService::RankClaims(grpc::CallbackServerContext* context,
                                                   const internal::v1::RankClaimsRequest* request,
                                                   internal::v1::RankClaimsResponse* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/RankClaims", context, request, response,
                       request->search().min_consistency_token(),
                       absl::bind_front(&ShardHandler::RankClaims, &handler_));
}

grpc::ServerUnaryReactor* ShardService::RankDocuments(
    grpc::CallbackServerContext* context, const internal::v1::RankDocumentsRequest* request,
    internal::v1::RankDocumentsResponse* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/RankDocuments", context, request,
                       response, request->search().min_consistency_token(),
                       absl::bind_front(&ShardHandler::RankDocuments, &handler_));
}

grpc::ServerUnaryReactor* ShardService::CountClaims(grpc::CallbackServerContext* context,
                                                    const internal::v1::CountClaimsRequest* request,
                                                    internal::v1::CountClaimsResponse* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/CountClaims", context, request,
                       response, request->aggregate().min_consistency_token(),
                       absl::bind_front(&ShardHandler::CountClaims, &handler_));
}

grpc::ServerUnaryReactor* ShardService::CountStances(
    grpc::CallbackServerContext* context, const internal::v1::CountStancesRequest* request,
    internal::v1::CountStancesResponse* response) {
  return calls_.Pooled("standpoint.internal.v1.ShardService/CountStances", context, request,
                       response, request->aggregate().min_consistency_token(),
                       absl::bind_front(&ShardHandler::CountStances, &handler_));
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
