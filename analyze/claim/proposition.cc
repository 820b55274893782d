#include "analyze/claim/proposition.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

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

// The modality of the clause's words, or of the frame around it. `rule` is that of the clause's words, and changed with it.
v1::Modality ModalityIn(const Voice& voice, v1::Modality own, Rule& rule) {
  const bool frame_first = voice.condition || voice.modality == v1::MODALITY_QUESTIONED ||
                           voice.modality == v1::MODALITY_NORMATIVE || own == v1::MODALITY_ASSERTED;
  const bool frames = frame_first && voice.modality != v1::MODALITY_ASSERTED;
  const v1::Modality modality = frames ? voice.modality : own;
  if (frames) {
    rule = voice.modality_rule;
  }
  if (voice.act != v1::ACT_DEMAND || modality != v1::MODALITY_ASSERTED) {
    return modality;
  }
  rule = voice.act_rule;
  return v1::MODALITY_NORMATIVE;
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
  if (verb.empty() || verb.first != proposition.range.first) {
    return false;
  }
  const bool do_not = text.Is(verb.first, "do") && text.tag(verb.first) == Tag::kAuxiliary &&
                      (text.bits(verb.first + 1) & kNegator) != 0;
  return do_not || (text.tag(verb.first) == Tag::kVerb && text[verb.first].imperative);
}

// In a sentence with a question mark. What somebody is said to deny, promise or warn of is asked for as well ("So you deny that P?"),
// unless it is taken for granted ("Why do you deny that P?").
void MarkAsked(const TaggedText& text, const Proposition& proposition, const Voice& voice,
               Claim& claim) {
  const Rule mark = {"question mark", nullptr, {}};
  if (voice.act != v1::ACT_ASSERT) {
    const size_t first = text.segments().sentences[proposition.sentence].first_word;
    if (text.tag(first) != Tag::kQuestion) {
      claim.modality = v1::MODALITY_QUESTIONED;
      claim.rule(ClaimField::kModality) = mark;
    }
    return;
  }
  claim.act = v1::ACT_QUESTION;
  claim.modality = v1::MODALITY_QUESTIONED;
  claim.commitment = text.tag(proposition.range.first) == Tag::kQuestion && voice.is_author()
                         ? v1::COMMITMENT_REJECTED
                         : v1::COMMITMENT_NEUTRAL;
  for (const ClaimField field :
       {ClaimField::kAct, ClaimField::kModality, ClaimField::kCommitment}) {
    claim.rule(field) = mark;
  }
}

}  // namespace

Claim MakeClaim(const TaggedText& text, const Proposition& proposition, const Voice& voice,
                const Lexicon& lexicon) {
  const auto& [range, verb, nominal, question, sentence, subject] = proposition;
  Claim claim;
  claim.span = {text.begin(range), text.end(range)};
  claim.holders = voice.holders;
  claim.act = voice.act;
  claim.commitment = voice.commitment;
  claim.cues = voice.cues;
  claim.verdict = voice.verdict;
  claim.sentence = sentence;
  claim.predicate =
      verb.range.empty() || nominal ? Claim::kNoWord : static_cast<uint32_t>(verb.head);
  if (!subject.empty() && !verb.range.empty() && text.finite(verb.range.first) &&
      (subject.last <= range.first || subject.first >= range.last)) {
    claim.subject = {text.begin(subject), text.end(subject)};
  }
  claim.rule(ClaimField::kHolder) = voice.holder_rule;
  claim.rule(ClaimField::kAct) = voice.act_rule;
  claim.rule(ClaimField::kCommitment) = voice.commitment_rule;
  v1::Modality own = v1::MODALITY_ASSERTED;
  if (!nominal) {
    claim.polarity = ReadPolarity(text, range, verb, lexicon, &claim.rule(ClaimField::kPolarity));
    own = ReadModality(text, range, verb, lexicon, voice.past, &claim.rule(ClaimField::kModality));
  }
  claim.modality = ModalityIn(voice, own, claim.rule(ClaimField::kModality));
  if (voice.is_author() && !voice.settled && claim.modality == v1::MODALITY_POSSIBLE &&
      !text.Is(verb.range.first, "will")) {
    claim.commitment = SaysLikely(text, range) ? v1::COMMITMENT_COMMITTED : v1::COMMITMENT_NEUTRAL;
    claim.rule(ClaimField::kCommitment) = claim.rule(ClaimField::kModality);
  }
  if (voice.act == v1::ACT_ASSERT && IsImperative(text, proposition)) {
    claim.act = v1::ACT_DEMAND;
    claim.modality = v1::MODALITY_NORMATIVE;
    const Rule imperative = {"imperative", nullptr, claim.span};
    claim.rule(ClaimField::kAct) = imperative;
    claim.rule(ClaimField::kModality) = imperative;
  }
  if (question) {
    MarkAsked(text, proposition, voice, claim);
  }
  const bool promises = voice.act == v1::ACT_ASSERT && claim.modality == v1::MODALITY_PREDICTED &&
                        (text.Is(range.first, "we") || text.Is(range.first, "i")) &&
                        text.Is(range.first + 1, "will");
  if (promises) {
    claim.act = v1::ACT_PROMISE;
    claim.rule(ClaimField::kAct) = {"first person", nullptr, claim.span};
  }
  claim.confidence = voice.is_author()          ? kOwnConfidence
                     : voice.holders.size() > 2 ? kNestedConfidence
                                                : kReportedConfidence;
  return claim;
}

}  // namespace standpoint
