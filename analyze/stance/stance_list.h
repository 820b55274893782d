// Stances as they are found in, those that can stand out: each holder and target once a clause.

#ifndef STANDPOINT_ANALYZE_STANCE_STANCE_LIST_H_
#define STANDPOINT_ANALYZE_STANCE_STANCE_LIST_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/stance.h"

namespace standpoint {

// How a stance was found: which of two such stances stands (the higher one), and how much side it takes.
struct StanceRule {
  absl::string_view name;
  float precedence;
  float strength;
};

// Collects the stances of one text. Lifetime: the tree outlives it.
class StanceList {
 public:
  explicit StanceList(const ClauseTree& tree) : tree_(tree) {}

  // `sign`: 1 for, -1 against, 0 neutral. Leaves out what has no target, or a target that is the holder himself. Intensifiers
  // and hedges among the words of `evidence` move the strength.
  void Add(const Holder& holder, TokenRange target, int sign, TokenRange evidence,
           const StanceRule& rule, uint32_t claim);

  // A mention as a holder.
  Holder HolderOf(TokenRange mention) const;
  ByteSpan Bytes(TokenRange range) const;
  // The words of a span.
  TokenRange TokensOf(ByteSpan span) const;

  // In order of evidence, without repetitions: of two with the same holder and overlapping targets in one clause, the one of the
  // rule with the higher precedence. Without confidences (see stance_confidence.h).
  std::vector<Stance> Take();

 private:
  struct Found {
    Stance stance;
    float precedence;
  };

  float Strength(TokenRange evidence, float strength) const;
  void DropActors();
  TokenRange Outside(TokenRange target, size_t evidence) const;

  const ClauseTree& tree_;
  std::vector<Found> found_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_STANCE_LIST_H_
