// Nouns for opinions in, whether their adjectives make them good or bad ones out.

#ifndef STANDPOINT_ANALYZE_STANCE_OPINION_NOUNS_H_
#define STANDPOINT_ANALYZE_STANCE_OPINION_NOUNS_H_

#include <cstddef>

#include "analyze/stance/clause_tree.h"

namespace standpoint {

// "a frosty reception": -1; "a kind word": 1; 0 for what is no opinion, or for none of the two. Threads: safe.
int OpinionOf(const ClauseTree& tree, size_t noun);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_OPINION_NOUNS_H_
