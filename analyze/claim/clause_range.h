// A stretch of tokens as a clause: where it begins and ends, and whether it has a finite verb.

#ifndef STANDPOINT_ANALYZE_CLAIM_CLAUSE_RANGE_H_
#define STANDPOINT_ANALYZE_CLAIM_CLAUSE_RANGE_H_

#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"

namespace standpoint {

// `range` without punctuation, connectives ("however,") and linking words at its edges.
TokenRange TrimClause(const TaggedText& text, TokenRange range, const Lexicon& lexicon);

// Whether a finite verb of the range itself (not of a relative or inner clause in it) stands there.
bool HasFinite(const TaggedText& text, TokenRange range);

// The same, token by token.
class FiniteCounter {
 public:
  // Takes the next token; returns whether it is a finite verb of the stretch itself.
  bool Take(const WordTag& tag);

 private:
  int inner_ = 0;  // relative and linking words whose verb is still to come
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_CLAUSE_RANGE_H_
