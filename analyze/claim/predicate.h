// The predicate of a clause: its verb group, and what that says of polarity and modality.

#ifndef STANDPOINT_ANALYZE_CLAIM_PREDICATE_H_
#define STANDPOINT_ANALYZE_CLAIM_PREDICATE_H_

#include <cstddef>

#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {

// "has not been told": from the first auxiliary to the main verb. Units: tokens.
struct VerbGroup {
  TokenRange range;      // empty when the clause has no finite verb
  size_t head = 0;       // the main verb, or the last auxiliary where there is none
  bool negated = false;  // a negator stands in it
  bool passive = false;
};

// The main verb group of `clause`, tokens of `inserts` and verbs of inner clauses passed over; the first finite verb at or
// after `from`. A clause without finite verb gives its first non-finite one.
VerbGroup FindVerbGroup(const TaggedText& text, TokenRange clause,
                        absl::Span<const TokenRange> inserts, size_t from);

// Whether the clause itself carries the negation: in its verb group, on its subject or first object, or by a verb that
// denies (the lexicon's table "negatives").
// `rule`, when given, is set where something negates it.
v1::Polarity ReadPolarity(const TaggedText& text, TokenRange clause, const VerbGroup& verb,
                          const Lexicon& lexicon, Rule* rule = nullptr);

// What the clause's own words say; MODALITY_ASSERTED when they say nothing; `rule`, when given, is set when they do. `reported_past`: "would" is a shifted "will".
v1::Modality ReadModality(const TaggedText& text, TokenRange clause, const VerbGroup& verb,
                          const Lexicon& lexicon, bool reported_past, Rule* rule = nullptr);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_PREDICATE_H_
