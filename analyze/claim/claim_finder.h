// A text and its words in, claims out.

#ifndef STANDPOINT_ANALYZE_CLAIM_CLAIM_FINDER_H_
#define STANDPOINT_ANALYZE_CLAIM_CLAIM_FINDER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "analyze/claim/claim.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"

namespace standpoint {

// Finds the claims of a text: parts sentences into clauses, finds what attributes them (cues,
// quotation marks, speaker labels), and reads polarity, modality and commitment off their words.
//
// Time is linear in the number of tokens: what is looked at around a token is bounded by the
// sentence, and sentences longer than `kLongestSentence` tokens are taken in pieces. Threads: safe.
// Lifetime: the lexicon outlives the finder.
class ClaimFinder {
 public:
  explicit ClaimFinder(const Lexicon& lexicon);

  // In text order (by begin, then by end).
  // Errors: DEADLINE_EXCEEDED (ANALYSIS_DEADLINE), looked at between sentences.
  absl::StatusOr<std::vector<Claim>> Find(const TaggedText& text,
                                          absl::Time deadline = absl::InfiniteFuture()) const;

 private:
  const Lexicon& lexicon_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_CLAIM_FINDER_H_
