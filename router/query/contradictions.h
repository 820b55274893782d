// Who contradicts whom, by the claims of all shards.

#ifndef STANDPOINT_ROUTER_QUERY_CONTRADICTIONS_H_
#define STANDPOINT_ROUTER_QUERY_CONTRADICTIONS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "router/query/spread.h"
#include "router/query/word_weights.h"
#include "standpoint/v1/contradiction.pb.h"

namespace standpoint {

// Lists the claims of all shards as one store does, and holds each against the claims of all shards. `max_examined`: claims
// that are read to be judged. Errors: as of QueryService.
absl::Status FindContradictions(const SpreadParts& parts, WordWeights& weights,
                                AnalyzeClient& analyze, const CallContext& call,
                                const v1::FindContradictionsRequest& request, int64_t max_examined,
                                v1::FindContradictionsResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_QUERY_CONTRADICTIONS_H_
