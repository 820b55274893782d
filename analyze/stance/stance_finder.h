// A text, its words and its claims in, stances out.

#ifndef STANDPOINT_ANALYZE_STANCE_STANCE_FINDER_H_
#define STANDPOINT_ANALYZE_STANCE_STANCE_FINDER_H_

#include <vector>

#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/stance.h"

namespace standpoint {

// Finds who is for or against what: said outright by verbs and nouns of support and opposition, by
// demands, and by evaluating predicates in claims that their holder is committed to. Linear in the
// number of tokens and claims. Threads: safe. Lifetime: the lexicon outlives the finder.
class StanceFinder {
 public:
  explicit StanceFinder(const Lexicon& lexicon);

  // In order of evidence. `claims` are those of the same text, in text order.
  std::vector<Stance> Find(const TaggedText& text, absl::Span<const Claim> claims) const;

 private:
  const Lexicon& lexicon_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_STANCE_FINDER_H_
