// Whose words a clause is, and what becomes of it under a cue.

#ifndef STANDPOINT_ANALYZE_CLAIM_VOICE_H_
#define STANDPOINT_ANALYZE_CLAIM_VOICE_H_

#include <vector>

#include "analyze/claim/claim.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {

// Whose words a clause is: what the frames around it have settled.
struct Voice {
  std::vector<Holder> holders = {Holder()};  // outermost first
  v1::Act act = v1::ACT_ASSERT;
  v1::Modality modality =
      v1::MODALITY_ASSERTED;  // of the frame; the clause's own words come before
  v1::Commitment commitment = v1::COMMITMENT_COMMITTED;
  bool settled = false;    // the frame has settled the commitment, whatever the clause's words
  bool condition = false;  // it goes on under the condition of the clause before
  bool past = false;       // the cue is in the past, so that "would" is a shifted "will"
  std::vector<ByteSpan> cues;
  ByteSpan verdict;
  Rule holder_rule;  // why it is theirs
  Rule act_rule;
  Rule modality_rule;    // of `modality`
  Rule commitment_rule;  // of `commitment`

  bool is_author() const { return holders.size() == 1; }
};

// The voice of what stands under `cue`, said by `holder` in `voice`. `holder` may be empty: nobody is named.
// `kind`: what kind of rule the cue is.
Voice EnterCue(const TaggedText& text, const Voice& voice, const PhraseEntry& cue,
               TokenRange cue_range, TokenRange holder, const char* kind = "cue");

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_VOICE_H_
