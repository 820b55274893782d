#include "router/query/contradictions.h"

#include <memory>

#include "common/status/macros.h"
#include "router/query/lists.h"
#include "router/query/spread_candidates.h"
#include "store/query/contradictions.h"

namespace standpoint {
namespace {

constexpr int kRounds = 4;  // listing, and three to judge the first of what was listed

class SpreadClaims final : public ContradictionSource {
 public:
  SpreadClaims(Spread& spread, WordWeights& weights, int64_t max_examined)
      : spread_(spread), weights_(weights), left_(max_examined) {}

  absl::Status List(const v1::ListClaimsRequest& request, v1::ListClaimsResponse* page) override {
    return ListClaims(spread_, request, kRounds, page);
  }

  std::unique_ptr<CandidateSource> CandidatesFor(const v1::AssessPropositionRequest& request,
                                                 const AssessArguments& arguments) override {
    return std::make_unique<SpreadCandidates>(spread_, weights_, arguments, request, &left_);
  }

 private:
  Spread& spread_;
  WordWeights& weights_;
  int64_t left_;  // claims that may still be read
};

}  // namespace

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
