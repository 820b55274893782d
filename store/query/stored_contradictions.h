// Who contradicts whom, by the claims of one store.

#ifndef STANDPOINT_STORE_QUERY_STORED_CONTRADICTIONS_H_
#define STANDPOINT_STORE_QUERY_STORED_CONTRADICTIONS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/contradiction.pb.h"
#include "store/engine/engine.h"
#include "store/query/search/known_buckets.h"

namespace standpoint {

// `max_examined`: records that are looked at to list the claims, and then as many again to read what may contradict them.
// Errors: INVALID_ARGUMENT that names the field; those of `analyze` and of `call`; INTERNAL.
absl::Status FindContradictions(const Snapshot& snapshot, AnalyzeClient& analyze,
                                const CallContext& call,
                                const v1::FindContradictionsRequest& request, int64_t max_examined,
                                KnownBuckets* known, v1::FindContradictionsResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_STORED_CONTRADICTIONS_H_
