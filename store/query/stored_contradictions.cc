#include "store/query/stored_contradictions.h"

#include "common/status/macros.h"
#include "store/query/contradictions.h"
#include "store/query/stored_claims.h"

namespace standpoint {

absl::Status FindContradictions(const Snapshot& snapshot, AnalyzeClient& analyze,
                                const CallContext& call,
                                const v1::FindContradictionsRequest& request, int64_t max_examined,
                                KnownBuckets* known, v1::FindContradictionsResponse* response) {
  ASSIGN_OR_RETURN(const ContradictionArguments arguments, ReadContradictionArguments(request));
  StoredClaims source(snapshot, call, max_examined, known);
  return FindContradictions(source, analyze, call, arguments, response);
}

}  // namespace standpoint
