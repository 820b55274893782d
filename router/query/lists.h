// Lists over all shards, in the order of one store that holds everything.

#ifndef STANDPOINT_ROUTER_QUERY_LISTS_H_
#define STANDPOINT_ROUTER_QUERY_LISTS_H_

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "router/query/spread.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {

// A list of a document is its shard's. Page tokens are those of a store: a place in the order, from where every shard goes
// on. Errors: INVALID_ARGUMENT that names the field; UNAVAILABLE, reason SHARD_UNREACHABLE, when nobody answers, or not the
// shard of the document; what shards answer.
absl::Status ListDocuments(const SpreadParts& parts, const CallContext& call,
                           const v1::ListDocumentsRequest& request,
                           v1::ListDocumentsResponse* response);
absl::Status ListClaims(const SpreadParts& parts, const CallContext& call,
                        const v1::ListClaimsRequest& request, v1::ListClaimsResponse* response);
// Asks the shards of a call that is on its way: those that do not answer are missing in it, and not told in the response.
absl::Status ListClaims(Spread& spread, const v1::ListClaimsRequest& request, int rounds_left,
                        v1::ListClaimsResponse* response);
absl::Status ListStances(const SpreadParts& parts, const CallContext& call,
                         const v1::ListStancesRequest& request, v1::ListStancesResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_QUERY_LISTS_H_
