// A sentence in its clauses.

#ifndef STANDPOINT_ANALYZE_CLAIM_CLAUSES_H_
#define STANDPOINT_ANALYZE_CLAIM_CLAUSES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"

namespace standpoint {

enum class ClauseKind {
  kMain,           // with a subject of its own
  kSharedSubject,  // its verb comes first: "... and fell in June"
  kSubordinate,    // after because, although, while, so
  kRelative,       // set off by commas, from the relative word
  kAdjunct,        // set-off participles, "with X doing", nouns that sum up a clause
  kPurpose,        // after "in order to", "so that"
  kInsert,         // a relative clause in the middle of another
};

// Units: tokens. `range` is without the words that link it and without punctuation at its edges.
struct Clause {
  TokenRange range;
  ClauseKind kind = ClauseKind::kMain;
  absl::string_view link;           // "and", "because"; empty for none
  bool resumes_that = false;        // "and that ...": goes on with what was reported before
  bool new_start = false;           // after a semicolon, colon or dash, or a comma with "but"
  std::vector<TokenRange> inserts;  // clauses in its middle
};

// The clauses of `sentence` in text order; an insert follows the clause that it stands in. Restrictive relatives, time and
// comparison clauses and conditions stay inside the clause they belong to. `asides`:
// attributions inside a clause, which part nothing. Linear in the number of tokens.
std::vector<Clause> SplitClauses(const TaggedText& text, TokenRange sentence,
                                 absl::Span<const TokenRange> asides, const Lexicon& lexicon);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_CLAUSES_H_
