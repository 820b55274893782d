// What is negated: cues of negation and the words in their scope.

#ifndef STANDPOINT_ANALYZE_PROPOSITION_NEGATIONS_H_
#define STANDPOINT_ANALYZE_PROPOSITION_NEGATIONS_H_

#include <cstdint>
#include <vector>

#include "analyze/proposition/sentence_tree.h"

namespace standpoint {

struct Negation {
  uint32_t cue = SentenceTree::kNone;  // "not", "never", "nobody", "without"
  Phrase scope;                        // without the cue and without punctuation
};

// The negations of the tree's sentence, in text order. The scope of a negated predicate is its clause: subject, auxiliaries,
// complements, but no clause beside it that a mark or a conjunction sets off; that of "without" is its phrase. Negative prefixes ("unfair") are no cues.
// Source: Morante and Blanco, "*SEM 2012 Shared Task: Resolving the Scope and Focus of Negation".
std::vector<Negation> FindNegations(const SentenceTree& tree);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PROPOSITION_NEGATIONS_H_
