// Attribution that stands beside a proposition: "..., she said", "according to the ministry, ...", "as inspectors warned".

#ifndef STANDPOINT_ANALYZE_CLAIM_ASIDES_H_
#define STANDPOINT_ANALYZE_CLAIM_ASIDES_H_

#include <vector>

#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"

namespace standpoint {

// Units: tokens.
struct Aside {
  TokenRange range;   // the words that attribute, commas around them left out
  TokenRange holder;  // never empty
  TokenRange cue;
  const PhraseEntry* entry = nullptr;  // of the table of cues or of sources
  bool inside = false;                 // between subject and predicate: it stays part of the clause
  bool as = false;                     // "as inspectors warned": the author goes along
  bool past = false;                   // the cue is in the past
};

// The asides of `sentence`, in text order, without overlap.
std::vector<Aside> FindAsides(const TaggedText& text, TokenRange sentence, const Lexicon& lexicon);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_ASIDES_H_
