#include "store/query/stored_claims.h"

#include "common/status/macros.h"
#include "store/query/list_arguments.h"
#include "store/query/lists.h"
#include "store/query/stored_candidates.h"

namespace standpoint {

absl::Status StoredClaims::List(const v1::ListClaimsRequest& request,
                                v1::ListClaimsResponse* page) {
  ASSIGN_OR_RETURN(ListArguments arguments,
                   ReadListArguments(ResourceKind::kClaim, RawArguments(request)));
  arguments.known = known_;
  ASSIGN_OR_RETURN(const auto next, ListClaims(snapshot_, arguments, /*with_terms=*/false, &listed_,
                                               page->mutable_claims()));
  page->set_next_page_token(NextPageToken(arguments, next));
  return absl::OkStatus();
}

std::unique_ptr<CandidateSource> StoredClaims::CandidatesFor(const v1::AssessPropositionRequest&,
                                                             const AssessArguments& arguments) {
  return std::make_unique<StoredCandidates>(snapshot_, arguments, &read_, known_);
}

}  // namespace standpoint
