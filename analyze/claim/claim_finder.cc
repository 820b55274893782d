#include "analyze/claim/claim_finder.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/document_reader.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "common/status/errors.h"

namespace standpoint {

ClaimFinder::ClaimFinder(const Lexicon& lexicon) : lexicon_(lexicon) {}

absl::StatusOr<std::vector<Claim>> ClaimFinder::Find(const TaggedText& text,
                                                     absl::Time deadline) const {
  DocumentReader reader(text, lexicon_);
  for (size_t i = 0; i < text.segments().sentences.size(); ++i) {
    if (absl::Now() >= deadline) {
      return MakeError(absl::StatusCode::kDeadlineExceeded, "ANALYSIS_DEADLINE",
                       "the deadline came before the analysis was done");
    }
    reader.ReadSentence(i);
  }
  std::vector<Claim> claims = reader.TakeClaims();
  std::stable_sort(claims.begin(), claims.end(),
                   [](const Claim& a, const Claim& b) { return a.span < b.span; });
  return claims;
}

}  // namespace standpoint
