// A predicate in its tree -> who does what to whom in it.

#ifndef STANDPOINT_ANALYZE_STANCE_ARGUMENTS_H_
#define STANDPOINT_ANALYZE_STANCE_ARGUMENTS_H_

#include <cstddef>

#include "analyze/reading/tagged_text.h"
#include "analyze/stance/clause_tree.h"

namespace standpoint {

// Heads of phrases; kNoWord where there is none.
struct Arguments {
  size_t subject = kNoWord;  // as the clause says it: of a passive, what it happens to
  size_t object =
      kNoWord;             // of an active verb; of a verb with preposition, what stands behind that
  size_t agent = kNoWord;  // of a passive: "by the dealer"
  size_t complement = kNoWord;  // a clause, infinitive or predicate that depends on it
  bool passive = false;
  bool negated = false;

  // Who does it, and to whom.
  size_t actor() const { return passive ? agent : subject; }
  size_t theme() const { return passive ? subject : object; }
};

// `words`: the predicate with its particle, preposition or idiom, within which no object is looked for;
// `object`: where it is known already. Bounded by the
// predicate's children, and by a fixed number of clauses above it.
Arguments ReadArguments(const ClauseTree& tree, size_t predicate, TokenRange words,
                        size_t object = kNoWord);

// The subject as above.
size_t SubjectOf(const ClauseTree& tree, size_t predicate);

// The predicate and what stands in front of it from its first auxiliary on: "has not been thanked".
TokenRange VerbGroup(const ClauseTree& tree, size_t predicate);

bool IsPassive(const ClauseTree& tree, size_t predicate);

// Who could be meant: the antecedent of "who" and "which".
size_t Antecedent(const ClauseTree& tree, size_t word);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_ARGUMENTS_H_
