// Direct speech: who speaks in which quotation.

#ifndef STANDPOINT_ANALYZE_CLAIM_SPEAKERS_H_
#define STANDPOINT_ANALYZE_CLAIM_SPEAKERS_H_

#include <cstddef>
#include <vector>

#include "analyze/claim/asides.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"

namespace standpoint {

// Whose words something is, and what says so. Units: words.
struct Speaker {
  TokenRange holder;  // empty: unknown
  TokenRange cue;     // empty: none
};

// Finds the speakers of a text's quotations sentence by sentence, in text order: from what stands beside a quotation or before
// it, else the one who spoke last.
class Speakers {
 public:
  // Lifetime: text and lexicon outlive it.
  Speakers(const TaggedText& text, const Lexicon& lexicon);

  // Settles the quotations that begin before the end of `sentence`, whose asides are given.
  void Resolve(TokenRange sentence, const std::vector<Aside>& asides);

  // Of the quotation that `range` stands in; null where there is none or nobody is known.
  const Speaker* At(TokenRange range) const;

  // The subject of the cue that stands right before `quote`: "She said: ...".
  Speaker Leading(TokenRange sentence, size_t quote) const;

  // Who spoke last, for quotations that nothing else attributes; empty for nobody.
  void SetLast(const Speaker& speaker) { last_ = speaker; }

 private:
  const TaggedText& text_;
  const Lexicon& lexicon_;
  const std::vector<TokenRange> quotations_;
  std::vector<Speaker> speakers_;  // of each quotation
  size_t next_quotation_ = 0;      // first that is not resolved
  Speaker last_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_SPEAKERS_H_
