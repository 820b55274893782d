#include "store/query/stored_candidates.h"

#include <utility>

#include "common/status/macros.h"

namespace standpoint {

absl::StatusOr<Candidates> StoredCandidates::Find(const PropositionFeatures& query, size_t limit) {
  reader_.emplace(snapshot_, arguments_.corpus, arguments_.filter, query.terms, query.embedding);
  ASSIGN_OR_RETURN(const CandidateLists lists, FindCandidates(snapshot_,
                                                              {.corpus = arguments_.corpus,
                                                               .terms = query.terms,
                                                               .rarities = {},
                                                               .embedding = query.embedding,
                                                               .filter = arguments_.filter,
                                                               .limit = limit,
                                                               .known = known_},
                                                              budget_->call()));
  return JoinCandidates(lists, limit);
}

absl::Status StoredCandidates::Read(absl::Span<const Candidate> candidates,
                                    std::vector<std::optional<v1::Claim>>* claims) {
  for (const Candidate& candidate : candidates) {
    if (exhausted()) {
      break;
    }
    RETURN_IF_ERROR(budget_->Spend());
    ASSIGN_OR_RETURN(std::optional<v1::Claim> claim,
                     reader_->Read(candidate.place, /*may_be_gone=*/false));
    claims->push_back(std::move(claim));
  }
  return absl::OkStatus();
}

}  // namespace standpoint
