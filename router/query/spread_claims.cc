#include "router/query/spread_claims.h"

#include "router/query/lists.h"
#include "router/query/spread_candidates.h"

namespace standpoint {
namespace {

constexpr int kRounds = 4;  // listing, and three to judge the first of what was listed

}  // namespace

absl::Status SpreadClaims::List(const v1::ListClaimsRequest& request,
                                v1::ListClaimsResponse* page) {
  return ListClaims(spread_, request, kRounds, page);
}

std::unique_ptr<CandidateSource> SpreadClaims::CandidatesFor(
    const v1::AssessPropositionRequest& request, const AssessArguments& arguments) {
  return std::make_unique<SpreadCandidates>(spread_, weights_, arguments, request, &left_);
}

}  // namespace standpoint
