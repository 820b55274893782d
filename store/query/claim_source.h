// Where the claims come from that a question takes as propositions: one store, or the shards behind a router.

#ifndef STANDPOINT_STORE_QUERY_CLAIM_SOURCE_H_
#define STANDPOINT_STORE_QUERY_CLAIM_SOURCE_H_

#include <memory>

#include "absl/status/status.h"
#include "standpoint/v1/query_service.pb.h"
#include "store/query/assessment.h"

namespace standpoint {

// Threads: one at a time.
class ClaimSource {
 public:
  virtual ~ClaimSource() = default;

  // As QueryService.ListClaims of a corpus.
  virtual absl::Status List(const v1::ListClaimsRequest& request, v1::ListClaimsResponse* page) = 0;

  // What a proposition may be held against. `arguments` were read from `request`. Lifetime: both and this outlive it.
  virtual std::unique_ptr<CandidateSource> CandidatesFor(
      const v1::AssessPropositionRequest& request, const AssessArguments& arguments) = 0;
};

// Takes away what answers without a mask leave out of a claim.
inline void ClearUnmasked(v1::Claim* claim) {
  claim->clear_terms();
  claim->clear_explanations();
  claim->clear_embedding();
}

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_CLAIM_SOURCE_H_
