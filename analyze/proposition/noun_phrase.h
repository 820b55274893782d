// Phrases: a noun with what belongs to it.

#ifndef STANDPOINT_ANALYZE_PROPOSITION_NOUN_PHRASE_H_
#define STANDPOINT_ANALYZE_PROPOSITION_NOUN_PHRASE_H_

#include <cstdint>

#include "analyze/proposition/grammar.h"
#include "analyze/proposition/sentence_tree.h"

namespace standpoint {

// How much of it: all below the noun; without what a comma or a relative clause adds; without any clause.
enum class PhraseExtent : uint8_t { kWhole, kPlain, kCore };

// Without its preposition, and without what makes the noun a predicate: copula, subject, clauses beside it.
Phrase NounPhrase(const SentenceTree& tree, uint32_t noun, PhraseExtent extent);

// Nouns, names, numbers, pronouns and symbols.
bool IsNominal(const SentenceTree& tree, uint32_t word);

// Subjects, clauses among them; what a noun phrase leaves out.
bool IsSubject(Arc arc);
bool IsOutsideOfPhrase(Arc arc);

// Takes commas, colons and dashes off both ends.
void StripMarks(const SentenceTree& tree, Phrase& phrase);

// Adds words, in order and once.
void AddWords(const Phrase& more, Phrase& phrase);
bool Contains(const Phrase& phrase, uint32_t word);

// Takes `top` and what is below it out.
void RemoveBelow(const SentenceTree& tree, uint32_t top, Phrase& phrase);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PROPOSITION_NOUN_PHRASE_H_
