// A text's words with its claims in, stances out.

#ifndef STANDPOINT_ANALYZE_STANCE_STANCE_FINDER_H_
#define STANDPOINT_ANALYZE_STANCE_STANCE_FINDER_H_

#include <vector>

#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/stance.h"
#include "analyze/stance/stance_words.h"

namespace standpoint {

// Finds who is for or against what: said outright by words of support and opposition, done by acts, wished by demands, plans
// and promises, said of a proposition, and implied by what predicates say of their subjects in claims that their holder puts
// forward. Linear in the number of words and claims. Threads: safe.
class StanceFinder {
 public:
  explicit StanceFinder(const Lexicon& lexicon);

  // In order of evidence. `claims` are those of the same text, in text order.
  std::vector<Stance> Find(const TaggedText& text, absl::Span<const Claim> claims) const;

 private:
  const StanceWords words_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_STANCE_FINDER_H_
