// What the router asks of stores.

#ifndef STANDPOINT_ROUTER_FLEET_STORE_METHODS_H_
#define STANDPOINT_ROUTER_FLEET_STORE_METHODS_H_

#include <functional>
#include <utility>

#include "absl/strings/string_view.h"
#include "router/fleet/replica.h"
#include "router/fleet/shard_calls.h"

namespace standpoint {

using QueryRpcs = v1::QueryService::StubInterface::async_interface;
using ShardRpcs = internal::v1::ShardService::StubInterface::async_interface;
using AdminRpcs = v1::AdminService::StubInterface::async_interface;

// A member of one of these.
template <typename Rpcs, typename Request, typename Response>
using StoreRpc = void (Rpcs::*)(grpc::ClientContext*, const Request*, Response*,
                                std::function<void(grpc::Status)>);

inline QueryRpcs* RpcsOf(Replica& replica, const QueryRpcs*) { return replica.query().async(); }
inline ShardRpcs* RpcsOf(Replica& replica, const ShardRpcs*) { return replica.shard().async(); }
inline AdminRpcs* RpcsOf(Replica& replica, const AdminRpcs*) { return replica.admin().async(); }

template <typename Rpcs, typename Request, typename Response,
          StoreRpc<Rpcs, Request, Response> kRpc>
constexpr ShardMethod<Request, Response> MethodOf(absl::string_view name) {
  return {name, [](Replica& replica, grpc::ClientContext* context, const Request* request,
                   Response* response, std::function<void(grpc::Status)> done) {
            (RpcsOf(replica, static_cast<const Rpcs*>(nullptr))->*kRpc)(context, request, response,
                                                                        std::move(done));
          }};
}

// Of QueryService: what one shard answers alone, and corpora.
inline constexpr auto kGetCorpus =
    MethodOf<QueryRpcs, v1::GetCorpusRequest, v1::Corpus, &QueryRpcs::GetCorpus>("GetCorpus");
inline constexpr auto kListCorpora =
    MethodOf<QueryRpcs, v1::ListCorporaRequest, v1::ListCorporaResponse, &QueryRpcs::ListCorpora>(
        "ListCorpora");
inline constexpr auto kGetDocument =
    MethodOf<QueryRpcs, v1::GetDocumentRequest, v1::Document, &QueryRpcs::GetDocument>(
        "GetDocument");
inline constexpr auto kGetClaim =
    MethodOf<QueryRpcs, v1::GetClaimRequest, v1::Claim, &QueryRpcs::GetClaim>("GetClaim");
inline constexpr auto kGetStance =
    MethodOf<QueryRpcs, v1::GetStanceRequest, v1::Stance, &QueryRpcs::GetStance>("GetStance");
inline constexpr auto kListClaimsOfDocument =
    MethodOf<QueryRpcs, v1::ListClaimsRequest, v1::ListClaimsResponse, &QueryRpcs::ListClaims>(
        "ListClaimsOfDocument");
inline constexpr auto kListStancesOfDocument =
    MethodOf<QueryRpcs, v1::ListStancesRequest, v1::ListStancesResponse, &QueryRpcs::ListStances>(
        "ListStancesOfDocument");

// Of ShardService: parts that are joined.
inline constexpr auto kPlaceDocuments =
    MethodOf<ShardRpcs, internal::v1::PlaceDocumentsRequest, internal::v1::PlaceDocumentsResponse,
             &ShardRpcs::PlaceDocuments>("PlaceDocuments");
inline constexpr auto kPlaceClaims =
    MethodOf<ShardRpcs, internal::v1::PlaceClaimsRequest, internal::v1::PlaceClaimsResponse,
             &ShardRpcs::PlaceClaims>("PlaceClaims");
inline constexpr auto kPlaceStances =
    MethodOf<ShardRpcs, internal::v1::PlaceStancesRequest, internal::v1::PlaceStancesResponse,
             &ShardRpcs::PlaceStances>("PlaceStances");
inline constexpr auto kCountWords =
    MethodOf<ShardRpcs, internal::v1::CountWordsRequest, internal::v1::CountWordsResponse,
             &ShardRpcs::CountWords>("CountWords");
inline constexpr auto kRankClaims =
    MethodOf<ShardRpcs, internal::v1::RankClaimsRequest, internal::v1::RankClaimsResponse,
             &ShardRpcs::RankClaims>("RankClaims");
inline constexpr auto kRankDocuments =
    MethodOf<ShardRpcs, internal::v1::RankDocumentsRequest, internal::v1::RankDocumentsResponse,
             &ShardRpcs::RankDocuments>("RankDocuments");
inline constexpr auto kCountClaims =
    MethodOf<ShardRpcs, internal::v1::CountClaimsRequest, internal::v1::CountClaimsResponse,
             &ShardRpcs::CountClaims>("CountClaims");
inline constexpr auto kCountStances =
    MethodOf<ShardRpcs, internal::v1::CountStancesRequest, internal::v1::CountStancesResponse,
             &ShardRpcs::CountStances>("CountStances");
inline constexpr auto kFindCandidates =
    MethodOf<ShardRpcs, internal::v1::FindCandidatesRequest, internal::v1::FindCandidatesResponse,
             &ShardRpcs::FindCandidates>("FindCandidates");
inline constexpr auto kReadCandidates =
    MethodOf<ShardRpcs, internal::v1::ReadCandidatesRequest, internal::v1::ReadCandidatesResponse,
             &ShardRpcs::ReadCandidates>("ReadCandidates");

// Of AdminService.
inline constexpr auto kGetStatus =
    MethodOf<AdminRpcs, v1::GetStatusRequest, v1::GetStatusResponse, &AdminRpcs::GetStatus>(
        "GetStatus");

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_FLEET_STORE_METHODS_H_
