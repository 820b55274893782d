// Counting what matches: by time, source, holder and more.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_AGGREGATE_H_
#define STANDPOINT_STORE_QUERY_SEARCH_AGGREGATE_H_

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "standpoint/internal/v1/shard.pb.h"
#include "standpoint/v1/search.pb.h"
#include "store/engine/engine.h"
#include "store/query/scan.h"
#include "store/query/search/known_buckets.h"

namespace standpoint {

// Columns answer all of it, but for filters that only records decide: these spend the budget, and the answer is partial
// when it is exhausted. `known`: between queries; may be null. Errors: INVALID_ARGUMENT that names the field; those of SearchTop.
absl::Status AggregateClaims(const Snapshot& snapshot, const v1::AggregateClaimsRequest& request,
                             const CallContext& call, ScanBudget* budget, KnownBuckets* known,
                             v1::AggregateClaimsResponse* response);
absl::Status AggregateStances(const Snapshot& snapshot, const v1::AggregateStancesRequest& request,
                              const CallContext& call, ScanBudget* budget,
                              v1::AggregateStancesResponse* response);

// The same for one shard of several: counts that can be added up, whatever `max_groups` says. Errors besides:
// RESOURCE_EXHAUSTED, reason AGGREGATE_TOO_LARGE.
absl::Status AggregateShardClaims(const Snapshot& snapshot,
                                  const v1::AggregateClaimsRequest& request,
                                  const CallContext& call, ScanBudget* budget, KnownBuckets* known,
                                  internal::v1::AggregatePart* part);
absl::Status AggregateShardStances(const Snapshot& snapshot,
                                   const v1::AggregateStancesRequest& request,
                                   const CallContext& call, ScanBudget* budget,
                                   internal::v1::AggregatePart* part);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_AGGREGATE_H_
