#include "store/query/candidate_reader.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/query/match.h"
#include "store/query/search/nearest.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

constexpr double kNear = 0.65;  // cosine from which on a claim that shares no word is judged too

}  // namespace

absl::StatusOr<std::optional<v1::Claim>> CandidateReader::Read(const ScanPlace& place,
                                                               bool may_be_gone) {
  const DocumentRef& ref = place.posting.ref;
  ASSIGN_OR_RETURN(const StoredDocument* document, Document(ref));
  std::string bytes;
  ASSIGN_OR_RETURN(const bool found,
                   snapshot_.Get(Family::kClaim, ItemKey(corpus_, ref, place.ordinal), &bytes));
  if (document == nullptr || !found) {
    if (may_be_gone) {
      return std::nullopt;
    }
    return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                     "an index entry names what is not there");
  }
  internal::v1::ClaimRecord record;
  std::vector<std::string> terms;
  RETURN_IF_ERROR(DecodeClaim(bytes, &record, &terms));
  if (!IsNear(record.claim(), terms) ||
      Match(filter_, {&document->record, &record, &terms, nullptr}) != MatchResult::kYes) {
    return std::nullopt;
  }
  v1::Claim claim;
  FillClaim(corpus_, document->record, std::move(record), &claim);
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
