#include "store/query/candidate_reader.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/query/match.h"
#include "store/query/search/nearest.h"
#include "store/record/keys.h"

namespace standpoint {
namespace {

constexpr double kNear = 0.65;  // cosine from which on a claim that shares no word is judged too

}  // namespace

absl::StatusOr<std::optional<v1::Claim>> CandidateReader::Read(const ScanPlace& place,
                                                               bool may_be_gone) {
  const DocumentRef& ref = place.posting.ref;
  ASSIGN_OR_RETURN(const StoredDocument* document, Document(ref));
  ClaimWithTerms item;
  ASSIGN_OR_RETURN(const bool found,
                   items_.ReadClaim(ref, place.ordinal, /*with_terms=*/true, &item));
  if (document == nullptr || !found) {
    if (may_be_gone) {
      return std::nullopt;
    }
    return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                     "an index entry names what is not there");
  }
  if (!IsNear(item.record.claim(), item.terms) ||
      Match(filter_, {&document->record, &item.record, &item.terms, nullptr}) !=
          MatchResult::kYes) {
    return std::nullopt;
  }
  v1::Claim claim;
  FillClaim(corpus_, document->record, std::move(item.record), &claim);
  claim.clear_embedding();  // as in all answers without a mask
  claim.clear_explanations();
  return claim;
}

bool CandidateReader::IsNear(const v1::Claim& claim, absl::Span<const std::string> terms) const {
  return std::any_of(terms.begin(), terms.end(),
                     [this](const std::string& term) { return terms_.contains(term); }) ||
         CosineOf(embedding_, claim.embedding()) >= kNear;
}

absl::StatusOr<const StoredDocument*> CandidateReader::Document(const DocumentRef& ref) {
  const auto [it, is_new] = documents_.try_emplace(ref);
  if (is_new) {
    StoredDocument document;
    ASSIGN_OR_RETURN(const bool found, ReadDocument(snapshot_, corpus_, ref, &document));
    if (found) {
      it->second = std::move(document);
    }
  }
  return it->second ? &*it->second : nullptr;
}

}  // namespace standpoint
