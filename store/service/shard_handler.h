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

  absl::Status ListDocuments(const CallContext& call, const v1::ListDocumentsRequest& request,
                             internal::v1::ListDocumentsPart* part) const;
  absl::Status ListClaims(const CallContext& call, const v1::ListClaimsRequest& request,
                          internal::v1::ListClaimsPart* part) const;
  absl::Status ListStances(const CallContext& call, const v1::ListStancesRequest& request,
                           internal::v1::ListStancesPart* part) const;
  absl::Status CountWords(const CallContext& call, const internal::v1::CountWordsRequest& request,
                          internal::v1::CountWordsResponse* response) const;
  absl::Status SearchClaims(const CallContext& call, const v1::SearchClaimsRequest& request,
                            internal::v1::SearchClaimsPart* part) const;
  absl::Status SearchDocuments(const CallContext& call, const v1::SearchDocumentsRequest& request,
                               internal::v1::SearchDocumentsPart* part) const;
  absl::Status AggregateClaims(const CallContext& call, const v1::AggregateClaimsRequest& request,
                               internal::v1::AggregatePart* part) const;
  absl::Status AggregateStances(const CallContext& call, const v1::AggregateStancesRequest& request,
                                internal::v1::AggregatePart* part) const;
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
