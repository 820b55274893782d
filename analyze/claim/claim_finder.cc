#include "analyze/claim/claim_finder.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/claim/claim.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/segment/segmentation.h"
#include "analyze/tag/tagging.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

// The sentence as a claim of the author's, where it has a finite verb.
bool ReadSentence(const Segmentation& segmentation, const Tagging& tagging, size_t index,
                  Claim& claim) {
  const Sentence& sentence = segmentation.sentences[index];
  bool finite = false;
  size_t last = sentence.last_token;
  while (last > sentence.first_token && tagging.tags[last - 1].tag == Tag::kPunctuation) {
    --last;
  }
  for (size_t i = sentence.first_token; i < last; ++i) {
    finite = finite || tagging.tags[i].finite;
    if ((tagging.tags[i].bits & kNegator) != 0) {
      claim.polarity = v1::POLARITY_NEGATED;
    }
  }
  if (!finite) {
    return false;
  }
  claim.span = {sentence.begin, segmentation.tokens[last - 1].end};
  claim.holders.resize(1);
  claim.sentence = static_cast<uint32_t>(index);
  claim.confidence = 0.5f;
  return true;
}

}  // namespace

ClaimFinder::ClaimFinder(const Lexicon& lexicon) : lexicon_(lexicon) {}

absl::StatusOr<std::vector<Claim>> ClaimFinder::Find(absl::string_view text,
                                                     const Segmentation& segmentation,
                                                     const Tagging& tagging,
                                                     absl::Time deadline) const {
  std::vector<Claim> claims;
  for (size_t i = 0; i < segmentation.sentences.size(); ++i) {
    if (absl::Now() >= deadline) {
      return MakeError(absl::StatusCode::kDeadlineExceeded, "ANALYSIS_DEADLINE",
                       "the deadline came before the analysis was done");
    }
    if (Claim claim; ReadSentence(segmentation, tagging, i, claim)) {
      claims.push_back(std::move(claim));
    }
  }
  return claims;
}

}  // namespace standpoint
