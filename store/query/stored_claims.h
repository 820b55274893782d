// The claims of one store, to be taken as propositions.

#ifndef STANDPOINT_STORE_QUERY_STORED_CLAIMS_H_
#define STANDPOINT_STORE_QUERY_STORED_CLAIMS_H_

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "store/engine/engine.h"
#include "store/query/claim_source.h"
#include "store/query/scan.h"
#include "store/query/search/known_buckets.h"

namespace standpoint {

// Of one snapshot. `max_examined`: records that are looked at to list the claims, and then as many again to read candidates.
// `known`: between queries; may be null.
// Lifetime: the arguments outlive it.
class StoredClaims final : public ClaimSource {
 public:
  StoredClaims(const Snapshot& snapshot, const CallContext& call, int64_t max_examined,
               KnownBuckets* known)
      : snapshot_(snapshot),
        listed_(call, max_examined),
        read_(call, max_examined),
        known_(known) {}

  absl::Status List(const v1::ListClaimsRequest& request, v1::ListClaimsResponse* page) override;
  std::unique_ptr<CandidateSource> CandidatesFor(const v1::AssessPropositionRequest& request,
                                                 const AssessArguments& arguments) override;

 private:
  const Snapshot& snapshot_;
  ScanBudget listed_;
  ScanBudget read_;
  KnownBuckets* const known_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_STORED_CLAIMS_H_
