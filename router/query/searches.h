// Searches over all shards, ranked as one store that holds everything ranks.

#ifndef STANDPOINT_ROUTER_QUERY_SEARCHES_H_
#define STANDPOINT_ROUTER_QUERY_SEARCHES_H_

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "router/query/spread.h"
#include "router/query/word_weights.h"
#include "standpoint/v1/search.pb.h"

namespace standpoint {

// The first page asks twice: in how many claims or documents the words stand, then for the best by these counts, which
// later pages keep in their token. Errors: those of lists.h.
absl::Status SearchClaims(const SpreadParts& parts, WordWeights& weights, const CallContext& call,
                          const v1::SearchClaimsRequest& request,
                          v1::SearchClaimsResponse* response);
absl::Status SearchDocuments(const SpreadParts& parts, WordWeights& weights,
                             const CallContext& call, const v1::SearchDocumentsRequest& request,
                             v1::SearchDocumentsResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_QUERY_SEARCHES_H_
