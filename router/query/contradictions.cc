#include "router/query/contradictions.h"

#include "common/status/macros.h"
#include "router/query/spread_claims.h"
#include "store/query/contradictions.h"

namespace standpoint {

absl::Status FindContradictions(const SpreadParts& parts, WordWeights& weights,
                                AnalyzeClient& analyze, const CallContext& call,
                                const v1::FindContradictionsRequest& request, int64_t max_examined,
                                v1::FindContradictionsResponse* response) {
  ASSIGN_OR_RETURN(const ContradictionArguments arguments, ReadContradictionArguments(request));
  ASSIGN_OR_RETURN(Spread spread,
                   Spread::Begin(parts, call, arguments.corpus, request.min_consistency_token()));
  SpreadClaims source(spread, weights, max_examined);
  RETURN_IF_ERROR(FindContradictions(source, analyze, call, arguments, response));
  spread.FillMissing(response);
  return absl::OkStatus();
}

}  // namespace standpoint
