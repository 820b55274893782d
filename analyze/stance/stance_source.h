// What the readers of stances look at.

#ifndef STANDPOINT_ANALYZE_STANCE_STANCE_SOURCE_H_
#define STANDPOINT_ANALYZE_STANCE_STANCE_SOURCE_H_

#include "analyze/stance/claim_map.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/stance_words.h"
#include "analyze/stance/valuation.h"

namespace standpoint {

// One text, its claims, and the words that show a side. Lifetime: all of them outlive it.
struct StanceSource {
  const StanceWords& words;
  const ClauseTree& tree;
  const ClaimMap& claims;
  const Valuation& valuation;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_STANCE_SOURCE_H_
