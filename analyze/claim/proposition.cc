#include "analyze/claim/proposition.h"

#include <cstddef>

#include "analyze/claim/claim.h"
#include "analyze/claim/predicate.h"
#include "analyze/claim/voice.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

constexpr float kOwnConfidence = 0.8f;
constexpr float kReportedConfidence = 0.85f;
constexpr float kNestedConfidence = 0.7f;

// The modality of the clause's words, or of the frame around it.
v1::Modality ModalityIn(const Voice& voice, v1::Modality own) {
  const bool frame_first = voice.condition || voice.modality == v1::MODALITY_QUESTIONED ||
                           voice.modality == v1::MODALITY_NORMATIVE || own == v1::MODALITY_ASSERTED;
  const v1::Modality modality =
      frame_first && voice.modality != v1::MODALITY_ASSERTED ? voice.modality : own;
  return voice.act == v1::ACT_DEMAND && modality == v1::MODALITY_ASSERTED ? v1::MODALITY_NORMATIVE
                                                                          : modality;
}

// "likely" and "probably" commit, "may" does not.
bool SaysLikely(const TaggedText& text, TokenRange range) {
  for (size_t i = range.first; i < range.last; ++i) {
    if (text.Is(i, "likely") || text.Is(i, "probably")) {
      return true;
    }
  }
  return false;
}

bool IsImperative(const TaggedText& text, const Proposition& proposition) {
  const TokenRange verb = proposition.verb.range;
  return !verb.empty() && text.tag(verb.first) == Tag::kVerb && text[verb.first].imperative &&
         verb.first == proposition.range.first;
}

}  // namespace

Claim MakeClaim(const TaggedText& text, const Proposition& proposition, const Voice& voice,
                const Lexicon& lexicon) {
  const auto& [range, verb, nominal, question, sentence] = proposition;
  Claim claim;
  claim.span = {text.begin(range), text.end(range)};
  claim.holders = voice.holders;
  claim.act = voice.act;
  claim.commitment = voice.commitment;
  claim.cues = voice.cues;
  claim.verdict = voice.verdict;
  claim.sentence = sentence;
  claim.polarity = nominal ? v1::POLARITY_AFFIRMED : ReadPolarity(text, range, verb, lexicon);
  claim.modality =
      ModalityIn(voice, nominal ? v1::MODALITY_ASSERTED
                                : ReadModality(text, range, verb, lexicon, voice.past));
  if (voice.is_author() && !voice.settled && claim.modality == v1::MODALITY_POSSIBLE &&
      !text.Is(verb.range.first, "will")) {
    claim.commitment = SaysLikely(text, range) ? v1::COMMITMENT_COMMITTED : v1::COMMITMENT_NEUTRAL;
  }
  if (voice.act == v1::ACT_ASSERT && IsImperative(text, proposition)) {
    claim.act = v1::ACT_DEMAND;
    claim.modality = v1::MODALITY_NORMATIVE;
  }
  if (question && voice.act == v1::ACT_ASSERT) {
    claim.act = v1::ACT_QUESTION;
    claim.modality = v1::MODALITY_QUESTIONED;
    claim.commitment = text.tag(range.first) == Tag::kQuestion && voice.is_author()
                           ? v1::COMMITMENT_REJECTED
                           : v1::COMMITMENT_NEUTRAL;
  }
  const bool promises = voice.act == v1::ACT_ASSERT && claim.modality == v1::MODALITY_PREDICTED &&
                        text.Is(range.first, "we") && text.Is(range.first + 1, "will");
  if (promises) {
    claim.act = v1::ACT_PROMISE;
  }
  claim.confidence = voice.is_author()          ? kOwnConfidence
                     : voice.holders.size() > 2 ? kNestedConfidence
                                                : kReportedConfidence;
  return claim;
}

}  // namespace standpoint
