// A proposition in the voice that puts it forward in, a claim with all its attributes out.

#ifndef STANDPOINT_ANALYZE_CLAIM_PROPOSITION_H_
#define STANDPOINT_ANALYZE_CLAIM_PROPOSITION_H_

#include <cstdint>

#include "analyze/claim/claim.h"
#include "analyze/claim/predicate.h"
#include "analyze/claim/voice.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"

namespace standpoint {

// What a clause says, apart from who says it.
struct Proposition {
  TokenRange range;       // not empty
  VerbGroup verb;         // empty where there is none
  bool nominal = false;   // a thing and no clause: nothing of it is negated or modal
  bool question = false;  // its sentence ends with a question mark
  uint32_t sentence = 0;  // index into Segments::sentences
  TokenRange subject;     // of its verb, also where it stands elsewhere; empty where unknown
};

// The clause's own words say its polarity and modality; the voice's frame comes before them where it is the stronger.
Claim MakeClaim(const TaggedText& text, const Proposition& proposition, const Voice& voice,
                const Lexicon& lexicon);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_PROPOSITION_H_
