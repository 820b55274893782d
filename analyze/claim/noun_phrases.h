// Noun phrases around a verb: who says it, and to whom.

#ifndef STANDPOINT_ANALYZE_CLAIM_NOUN_PHRASES_H_
#define STANDPOINT_ANALYZE_CLAIM_NOUN_PHRASES_H_

#include <cstddef>

#include "absl/types/span.h"
#include "analyze/reading/tagged_text.h"

namespace standpoint {

// The subject of the verb group that begins at `verb`, inside `clause`: with its prepositional phrases, without appositives,
// relatives, participles and fronted adverbials. Empty when there is none.
TokenRange SubjectBefore(const TaggedText& text, TokenRange clause, size_t verb,
                         absl::Span<const TokenRange> inserts);

// The noun phrase that begins at `first`, with its prepositional phrases; ends at punctuation, at a finite verb, at "that",
// "to" or a relative, and at `last`. Empty when no noun phrase begins there.
TokenRange NounPhraseAt(const TaggedText& text, size_t first, size_t last);

// The noun phrase that ends before `last`, not before `first`: of a relative clause's antecedent, or a noun's determiner.
TokenRange NounPhraseBefore(const TaggedText& text, size_t first, size_t last);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_NOUN_PHRASES_H_
