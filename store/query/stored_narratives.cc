#include "store/query/stored_narratives.h"

#include "common/status/macros.h"
#include "store/query/narratives.h"
#include "store/query/stored_claims.h"

namespace standpoint {

absl::Status FindNarratives(const Snapshot& snapshot, AnalyzeClient& analyze,
                            const CallContext& call, const v1::FindNarrativesRequest& request,
                            int64_t max_examined, KnownBuckets* known,
                            v1::FindNarrativesResponse* response) {
  ASSIGN_OR_RETURN(const NarrativeArguments arguments, ReadNarrativeArguments(request));
  StoredClaims source(snapshot, call, max_examined, known);
  return FindNarratives(source, analyze, call, arguments, response);
}

}  // namespace standpoint
