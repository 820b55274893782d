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

// The noun phrase whose head is word `head`, inside `bounds`: its own words and its prepositional phrases, without appositives,
// relatives, participles and what stands behind them.
TokenRange NounPhraseOf(const TaggedText& text, size_t head, TokenRange bounds);

// The subject that the tree gives the verb at `verb`, wherever it stands in `bounds`; its head word, `bounds.last` for none.
size_t SubjectHead(const TaggedText& text, size_t verb, TokenRange bounds);

// Who does what the verb says, also where it has no subject of its own: that of the verb it is joined to or depends on, the object
// of a verb of asking, the noun that it describes. Its head word, `bounds.last` where the tree does not tell.
size_t AgentHead(const TaggedText& text, size_t verb, TokenRange bounds);

// The noun phrase that begins at `first`, with its prepositional phrases; ends at punctuation, at a finite verb, at "that",
// "to" or a relative, and at `last`. Empty when no noun phrase begins there.
TokenRange NounPhraseAt(const TaggedText& text, size_t first, size_t last);

// The noun phrase that ends before `last`, not before `first`: of a relative clause's antecedent, or a noun's determiner.
TokenRange NounPhraseBefore(const TaggedText& text, size_t first, size_t last);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_NOUN_PHRASES_H_
