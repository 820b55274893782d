// Which words say something of something, and of what.

#ifndef STANDPOINT_ANALYZE_PROPOSITION_SUBJECTS_H_
#define STANDPOINT_ANALYZE_PROPOSITION_SUBJECTS_H_

#include <cstdint>

#include "analyze/proposition/sentence_tree.h"

namespace standpoint {

// Looks at one sentence of a tree, which is at it. Lifetime: borrows the tree.
class Subjects {
 public:
  explicit Subjects(const SentenceTree& tree) : tree_(tree) {}

  // A verb, or what a copula or a subject makes a predicate.
  bool IsPredicate(uint32_t word) const;

  // The word whose phrase the predicate's subject is: its own one; else that of the predicate it is coordinated with or hangs on as a
  // participle or infinitive, or the noun that it is a relative or participial clause of. SentenceTree::kNone: it cannot be told.
  uint32_t Of(uint32_t predicate) const { return Find(predicate, 0); }
  uint32_t Own(uint32_t predicate) const;

  // The noun that the relative clause of this predicate belongs to; SentenceTree::kNone: it is in none.
  uint32_t Antecedent(uint32_t predicate) const;

 private:
  uint32_t Find(uint32_t word, int depth) const;

  const SentenceTree& tree_;
};

// Base, past, participle or gerund.
bool IsVerbForm(WordForm form);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PROPOSITION_SUBJECTS_H_
