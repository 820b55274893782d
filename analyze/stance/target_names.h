// The mention of a target in, the fullest mention of the same thing in the text out.

#ifndef STANDPOINT_ANALYZE_STANCE_TARGET_NAMES_H_
#define STANDPOINT_ANALYZE_STANCE_TARGET_NAMES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/clause_tree.h"

namespace standpoint {

// What a text tells of a phrase:
// - a noun phrase: the one with the most words that has the same head and all of its modifiers ("the controls", "export
//   controls" -> "U.S. semiconductor export controls"); itself where there is none;
// - he and she: the person's full name, as the engine's coreference has it;
// - it, they, this and these as a subject: the subject of the clause before, where that agrees in number;
// - clauses and all else: nothing.
// Linear in the words; looking back is bounded. Threads: safe. Lifetime: the tree outlives it.
class TargetNames {
 public:
  explicit TargetNames(const ClauseTree& tree);

  // `target`: words of one phrase or clause. Empty where it cannot be told.
  TokenRange FullName(TokenRange target) const;

 private:
  size_t HeadOf(TokenRange target) const;
  size_t Resolve(size_t pronoun) const;
  TokenRange PersonName(size_t word) const;
  TokenRange Fullest(size_t head) const;
  bool HasModifiersOf(size_t fuller, size_t shorter) const;
  bool IsPlural(size_t word) const;

  const ClauseTree& tree_;
  absl::flat_hash_map<absl::string_view, std::vector<uint32_t>>
      heads_;  // nouns by lemma, in text order
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_TARGET_NAMES_H_
