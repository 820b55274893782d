// What a predicate says of what: who, what, to whom, with what, when.

#ifndef STANDPOINT_ANALYZE_PROPOSITION_PREDICATION_H_
#define STANDPOINT_ANALYZE_PROPOSITION_PREDICATION_H_

#include <cstdint>
#include <vector>

#include "analyze/proposition/sentence_tree.h"

namespace standpoint {

enum class ArgumentRole : uint8_t {
  kObject,
  kIndirectObject,
  kOblique,  // with or without a preposition
  kAgent,    // "by" with a passive
  kClause,   // a complement clause
  kAdverb,
  kComplement,  // after a copula: "the mayor"
};

struct PredicationArgument {
  ArgumentRole role = ArgumentRole::kOblique;
  uint32_t head = SentenceTree::kNone;
  Phrase marker;  // its preposition: "with"; empty
  Phrase phrase;  // without the marker
};

enum class PredicationKind : uint8_t { kVerb, kNominal, kAdjective };

// Relative pronouns stand resolved: the phrase is then that of what they refer to, so that phrases may lie outside of the clause.
struct Predication {
  PredicationKind kind = PredicationKind::kVerb;
  uint32_t head = SentenceTree::kNone;          // the verb, noun or adjective
  uint32_t subject_head = SentenceTree::kNone;  // kNone: no subject can be told
  Phrase subject;
  Phrase
      predicate;  // auxiliaries, negation, verb, particle, "to" and the infinitives of a chain; of a nominal without its noun
  bool needs_be = false;  // a participle or noun without its "is"
  bool passive = false;
  bool negated = false;
  std::vector<PredicationArgument>
      arguments;  // in text order, but that what stands before the predicate comes last
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PROPOSITION_PREDICATION_H_
