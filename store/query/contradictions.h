// Who contradicts whom, wherever the claims come from: one store, or the shards behind a router.

#ifndef STANDPOINT_STORE_QUERY_CONTRADICTIONS_H_
#define STANDPOINT_STORE_QUERY_CONTRADICTIONS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/contradiction.pb.h"
#include "store/query/claim_source.h"

namespace standpoint {

// A request that was read.
struct ContradictionArguments {
  std::string parent;
  std::string corpus;
  std::string filter;
  v1::ContradictionKind kind = v1::CONTRADICTION_KIND_UNSPECIFIED;
  float min_confidence = 0;
  int max_claims = 0;
  int max_candidates = 0;
  int max_contradictions = 0;
};

// Errors: INVALID_ARGUMENT that names the field.
absl::StatusOr<ContradictionArguments> ReadContradictionArguments(
    const v1::FindContradictionsRequest& request);

// Lists the newest claims that match, takes each as a proposition, judges what is near it (as AssessProposition does), and
// what opposes it the other way round, for several claims at once; pairs that both judgements call opposed are
// contradictions. Ends early, and says so, when the source is exhausted or the deadline so near that one more claim may be one
// too many. Errors: those of the source, of `analyze` and of `call`.
absl::Status FindContradictions(ClaimSource& source, AnalyzeClient& analyze,
                                const CallContext& call, const ContradictionArguments& arguments,
                                v1::FindContradictionsResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_CONTRADICTIONS_H_
