// Competing stories, by the claims of all shards.

#ifndef STANDPOINT_ROUTER_QUERY_NARRATIVES_H_
#define STANDPOINT_ROUTER_QUERY_NARRATIVES_H_

#include <cstdint>

#include "absl/status/status.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "router/query/spread.h"
#include "router/query/word_weights.h"
#include "standpoint/v1/narrative.pb.h"

namespace standpoint {

// Finds or lists the claims of all shards as one store does; what follows needs no shard. `max_examined`: claims that are read.
// Errors: as of QueryService.
absl::Status FindNarratives(const SpreadParts& parts, WordWeights& weights, AnalyzeClient& analyze,
                            const CallContext& call, const v1::FindNarrativesRequest& request,
                            int64_t max_examined, v1::FindNarrativesResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_QUERY_NARRATIVES_H_
