#include "analyze/claim/voice.h"

#include "analyze/claim/claim.h"
#include "analyze/claim/cue_values.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

ByteSpan BytesOf(const TaggedText& text, TokenRange range) {
  return {text.begin(range), text.end(range)};
}

// "I said": the writer's own words.
bool IsOwnVoice(const TaggedText& text, TokenRange subject) {
  return subject.size() == 1 && (text.Is(subject.first, "i") || text.Is(subject.first, "we"));
}

}  // namespace

Voice EnterCue(const TaggedText& text, const Voice& voice, const PhraseEntry& cue,
               TokenRange cue_range, TokenRange holder, const char* kind) {
  Voice inside = voice;
  inside.act = ActOf(cue.Get("act"));
  inside.modality = v1::MODALITY_ASSERTED;
  inside.verdict = ByteSpan();
  const Rule rule = {kind, &cue, BytesOf(text, cue_range)};
  inside.act_rule = rule;
  inside.modality_rule = Rule();
  const bool own = IsOwnVoice(text, holder);
  if (!own || voice.is_author()) {  // "I think" within speech says nothing of whose it is
    inside.cues.push_back(BytesOf(text, cue_range));
  }
  if (!holder.empty() && !own) {
    inside.holders.push_back({BytesOf(text, holder), BytesOf(text, holder)});
    inside.holder_rule = rule;
  }
  if (own && voice.is_author() && (inside.act == v1::ACT_ASSERT || inside.act == v1::ACT_BELIEVE)) {
    const bool former = cue_range.first > 1 && text.Is(cue_range.first - 1, "to") &&
                        text.Is(cue_range.first - 2, "used");
    inside.commitment = former ? v1::COMMITMENT_REJECTED : v1::COMMITMENT_COMMITTED;
    inside.commitment_rule = {former ? "former" : "own voice", &cue, rule.span};
  } else {
    inside.commitment = cue.Has("factive") && voice.is_author()    ? v1::COMMITMENT_COMMITTED
                        : cue.Has("rejected") && voice.is_author() ? v1::COMMITMENT_REJECTED
                                                                   : v1::COMMITMENT_NEUTRAL;
    inside.commitment_rule = {!voice.is_author()    ? "nested"
                              : cue.Has("factive")  ? "factive"
                              : cue.Has("rejected") ? "rejected"
                                                    : "reported",
                              &cue, rule.span};
    inside.settled = true;
  }
  return inside;
}

}  // namespace standpoint
