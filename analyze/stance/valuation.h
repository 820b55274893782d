// What a clause says of its subject: good or bad, for or against.

#ifndef STANDPOINT_ANALYZE_STANCE_VALUATION_H_
#define STANDPOINT_ANALYZE_STANCE_VALUATION_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/stance_words.h"

namespace standpoint {

// 1 for, -1 against, 0 nothing.
struct Valued {
  int subject = 0;  // what is said of the subject, or of who did it to the subject
  int outcome = 0;  // how good it is that the clause is true, whoever brings it about
  size_t target =
      kNoWord;  // whom `subject` is said of: "it" in "does not make it humane"; kNoWord for nobody
  TokenRange words;        // that show it, the predicate's own first
  absl::string_view rule;  // "valued:effect"
};

// Composes the values of words along the tree: what a verb does to a good or bad object, what its complement says, what
// negators and verbs of reversal turn. Threads: safe. Lifetime: words and tree outlive it.
class Valuation {
 public:
  Valuation(const StanceWords& words, const ClauseTree& tree) : words_(words), tree_(tree) {}

  // Bounded by the clause and a fixed number of clauses inside it.
  Valued Clause(size_t predicate) const { return Clause(predicate, 0); }

  // Of what a noun phrase names, and of what an adjective or another complement says.
  int Noun(size_t head) const { return Noun(head, 0); }
  int Complement(size_t head, TokenRange& words, bool& fact) const;

 private:
  Valued Clause(size_t predicate, int depth) const;
  Valued Copular(size_t predicate, size_t complement) const;
  Valued Verbal(size_t predicate, int depth) const;
  int Moved(size_t predicate, const StanceMatch& verb, size_t complement, int depth) const;
  int Changed(const StanceWord& verb, size_t object) const;
  int Resultative(size_t predicate, size_t object, int depth) const;
  int Noun(size_t head, int depth) const;
  int Modified(size_t head, int value, TokenRange known) const;
  int Inside(size_t head, int depth) const;
  int Adjective(size_t head, TokenRange& words, bool& fact) const;

  const StanceWords& words_;
  const ClauseTree& tree_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_VALUATION_H_
