// The claims of all shards, to be taken as propositions.

#ifndef STANDPOINT_ROUTER_QUERY_SPREAD_CLAIMS_H_
#define STANDPOINT_ROUTER_QUERY_SPREAD_CLAIMS_H_

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "router/query/spread.h"
#include "router/query/word_weights.h"
#include "store/query/claim_source.h"

namespace standpoint {

// Lists the claims of all shards as one store does, and finds candidates in all of them. `max_examined`: claims that are read as
// candidates. Lifetime: the arguments outlive it.
class SpreadClaims final : public ClaimSource {
 public:
  SpreadClaims(Spread& spread, WordWeights& weights, int64_t max_examined)
      : spread_(spread), weights_(weights), left_(max_examined) {}

  absl::Status List(const v1::ListClaimsRequest& request, v1::ListClaimsResponse* page) override;
  std::unique_ptr<CandidateSource> CandidatesFor(const v1::AssessPropositionRequest& request,
                                                 const AssessArguments& arguments) override;

 private:
  Spread& spread_;
  WordWeights& weights_;
  int64_t left_;  // claims that may still be read
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_QUERY_SPREAD_CLAIMS_H_
