// Times and quantities that a clause names.

#ifndef STANDPOINT_ANALYZE_PROPOSITION_MEASURES_H_
#define STANDPOINT_ANALYZE_PROPOSITION_MEASURES_H_

#include <cstdint>
#include <vector>

#include "analyze/proposition/sentence_tree.h"

namespace standpoint {

// Points and stretches of time among the words [first, last) of the tree's sentence, with their prepositions ("in May", "since 2014",
// "last year"), in text order. None lies in another.
std::vector<Phrase> FindTimes(const SentenceTree& tree, uint32_t first, uint32_t last);

// Numbers with their units ("4 percent", "some 300 firms", "$ 12"), likewise; not those that `times` hold.
std::vector<Phrase> FindQuantities(const SentenceTree& tree, uint32_t first, uint32_t last,
                                   const std::vector<Phrase>& times);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PROPOSITION_MEASURES_H_
