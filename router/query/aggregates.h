// Aggregates over all shards, exact: distinct sources and holders are counted once, however many shards know them.

#ifndef STANDPOINT_ROUTER_QUERY_AGGREGATES_H_
#define STANDPOINT_ROUTER_QUERY_AGGREGATES_H_

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "router/query/spread.h"
#include "standpoint/v1/search.pb.h"

namespace standpoint {

// Errors: those of lists.h; RESOURCE_EXHAUSTED, reason AGGREGATE_TOO_LARGE, when a shard has more groups, sources and
// holders to tell than an answer of it holds (store/query/search/aggregate_counts.h).
absl::Status AggregateClaims(const SpreadParts& parts, const CallContext& call,
                             const v1::AggregateClaimsRequest& request,
                             v1::AggregateClaimsResponse* response);
absl::Status AggregateStances(const SpreadParts& parts, const CallContext& call,
                              const v1::AggregateStancesRequest& request,
                              v1::AggregateStancesResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_QUERY_AGGREGATES_H_
