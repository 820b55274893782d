#include "router/query/narratives.h"

#include "common/status/macros.h"
#include "router/query/spread_claims.h"
#include "store/query/narratives.h"

namespace standpoint {

absl::Status FindNarratives(const SpreadParts& parts, WordWeights& weights, AnalyzeClient& analyze,
                            const CallContext& call, const v1::FindNarrativesRequest& request,
                            int64_t max_examined, v1::FindNarrativesResponse* response) {
  ASSIGN_OR_RETURN(const NarrativeArguments arguments, ReadNarrativeArguments(request));
  ASSIGN_OR_RETURN(Spread spread,
                   Spread::Begin(parts, call, arguments.corpus, request.min_consistency_token()));
  SpreadClaims source(spread, weights, max_examined);
  RETURN_IF_ERROR(FindNarratives(source, analyze, call, arguments, response));
  spread.FillMissing(response);
  return absl::OkStatus();
}

}  // namespace standpoint
