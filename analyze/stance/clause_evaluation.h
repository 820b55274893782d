// Words with their valences in, the sums over a text's clauses out.

#ifndef STANDPOINT_ANALYZE_STANCE_CLAUSE_EVALUATION_H_
#define STANDPOINT_ANALYZE_STANCE_CLAUSE_EVALUATION_H_

#include "absl/types/span.h"
#include "analyze/reading/tagged_text.h"

namespace standpoint {

struct Valence {
  int sign = 0;
  bool strong = false;  // settles the direction, whatever stands beside it
  bool amount = false;  // says more or less of its object
};

// A token as far as it counts.
struct EvaluatedWord {
  Valence valence;
  bool negator = false;
  bool topic = false;
};

// Above 0 is for, below 0 against.
struct ClauseSums {
  double subject = 0;  // by predicates whose subject names the topic; -1 to 1
  double object = 0;   // by verbs whose object names it; -1 to 1
  double other = 0;    // by predicates of something else; -1 to 1
  double verb = 0;    // by the predicate that says "more" or "less" of what is neither good nor bad
  double loose = 0;   // by words elsewhere: in adjuncts, relative clauses, names
  int negations = 1;  // -1 when the main predicate is negated
};

// Finds each clause's predicate with what it is said of, and multiplies the valences of the words that make it up: of the
// subject's head, the verb and its complement up to the first preposition, turned by negators. `words` are the first tokens
// of `text`, one each; what lies behind them is not looked at. Linear in their number.
ClauseSums EvaluateClauses(const TaggedText& text, absl::Span<const EvaluatedWord> words);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_CLAUSE_EVALUATION_H_
