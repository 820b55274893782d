// ShardService without gRPC.

#ifndef STANDPOINT_STORE_SERVICE_SHARD_HANDLER_H_
#define STANDPOINT_STORE_SERVICE_SHARD_HANDLER_H_

#include <cstdint>

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "standpoint/internal/v1/shard.pb.h"
#include "standpoint/v1/query_service.pb.h"
#include "standpoint/v1/search.pb.h"
#include "store/engine/engine.h"
#include "store/service/query_handler.h"

namespace standpoint {

// Each method is an rpc of ShardService; its proto tells what it answers. Every call reads one snapshot.
// Threads: safe. Lifetime: the arguments outlive it.
class ShardHandler {
 public:
  // `max_examined`: as of QueryHandler.
  ShardHandler(Engine* engine, const QueryHandler& queries, int64_t max_examined)
      : engine_(engine), queries_(queries), max_examined_(max_examined) {}

  absl::Status PlaceDocuments(const CallContext& call,
                              const internal::v1::PlaceDocumentsRequest& request,
                              internal::v1::PlaceDocumentsResponse* part) const;
  absl::Status PlaceClaims(const CallContext& call, const internal::v1::PlaceClaimsRequest& request,
                           internal::v1::PlaceClaimsResponse* part) const;
  absl::Status PlaceStances(const CallContext& call,
                            const internal::v1::PlaceStancesRequest& request,
                            internal::v1::PlaceStancesResponse* part) const;
  absl::Status CountWords(const CallContext& call, const internal::v1::CountWordsRequest& request,
                          internal::v1::CountWordsResponse* response) const;
  absl::Status RankClaims(const CallContext& call, const internal::v1::RankClaimsRequest& request,
                          internal::v1::RankClaimsResponse* part) const;
  absl::Status RankDocuments(const CallContext& call,
                             const internal::v1::RankDocumentsRequest& request,
                             internal::v1::RankDocumentsResponse* part) const;
  absl::Status CountClaims(const CallContext& call, const internal::v1::CountClaimsRequest& request,
                           internal::v1::CountClaimsResponse* response) const;
  absl::Status CountStances(const CallContext& call,
                            const internal::v1::CountStancesRequest& request,
                            internal::v1::CountStancesResponse* response) const;
  absl::Status FindCandidates(const CallContext& call,
                              const internal::v1::FindCandidatesRequest& request,
                              internal::v1::FindCandidatesResponse* response) const;
  absl::Status ReadCandidates(const CallContext& call,
                              const internal::v1::ReadCandidatesRequest& request,
                              internal::v1::ReadCandidatesResponse* response) const;

 private:
  Engine* const engine_;
  const QueryHandler& queries_;
  const int64_t max_examined_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_SHARD_HANDLER_H_
