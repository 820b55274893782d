#include "analyze/pipeline/analysis_builder.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/lexicon/term_extractor.h"
#include "analyze/pipeline/resource_names.h"
#include "analyze/segment/segments.h"
#include "analyze/stance/stance.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/span.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

void SetSpan(uint32_t begin, uint32_t end, v1::Span& span) {
  span.set_begin(static_cast<int32_t>(begin));
  span.set_end(static_cast<int32_t>(end));
}

std::string Slice(absl::string_view text, ByteSpan span) {
  return std::string(text.substr(span.begin, span.end - span.begin));
}

void SetSentence(const Segments& segments, const SentenceSpan& sentence, v1::Span& span) {
  SetSpan(segments.words[sentence.first_word].begin, segments.words[sentence.last_word - 1].end,
          span);
}

void SetHolder(absl::string_view text, const Holder& holder, v1::Holder& out) {
  if (holder.is_author()) {
    out.set_kind(v1::HOLDER_KIND_AUTHOR);
    return;
  }
  out.set_kind(v1::HOLDER_KIND_MENTION);
  out.set_text(Slice(text, holder.mention));
  SetSpan(holder.mention.begin, holder.mention.end, *out.mutable_span());
  out.set_full_name(Slice(text, holder.full_name));
}

void SetClaim(absl::string_view text, const Segments& segments, const Claim& claim,
              const TermExtractor& terms, v1::Claim& out) {
  out.set_text(Slice(text, claim.span));
  SetSpan(claim.span.begin, claim.span.end, *out.mutable_span());
  for (const Holder& holder : claim.holders) {
    SetHolder(text, holder, *out.add_holders());
  }
  out.set_act(claim.act);
  out.set_polarity(claim.polarity);
  out.set_modality(claim.modality);
  out.set_commitment(claim.commitment);
  SetSentence(segments, segments.sentences[claim.sentence], *out.mutable_sentence());
  for (const ByteSpan& cue : claim.cues) {
    SetSpan(cue.begin, cue.end, *out.add_cues());
  }
  out.set_confidence(claim.confidence);
  for (std::string& term : terms.Terms(out.text())) {
    out.add_terms(std::move(term));
  }
}

}  // namespace

v1::Analysis BuildAnalysis(absl::string_view text, const Segments& segments,
                           absl::Span<const Claim> claims, absl::Span<const Stance> stances,
                           const TermExtractor& terms) {
  v1::Analysis analysis;
  for (const SentenceSpan& sentence : segments.sentences) {
    SetSentence(segments, sentence, *analysis.add_sentences());
  }
  analysis.set_token_count(static_cast<int32_t>(segments.words.size()));
  for (const Claim& claim : claims) {
    SetClaim(text, segments, claim, terms, *analysis.add_claims());
  }
  const std::vector<std::string> claim_names = ClaimNames(analysis);
  for (const Stance& stance : stances) {
    v1::Stance& out = *analysis.add_stances();
    SetHolder(text, stance.holder, *out.mutable_holder());
    out.mutable_target()->set_text(Slice(text, stance.target));
    SetSpan(stance.target.begin, stance.target.end, *out.mutable_target()->mutable_span());
    out.set_direction(stance.direction);
    out.set_evidence(Slice(text, stance.evidence));
    SetSpan(stance.evidence.begin, stance.evidence.end, *out.mutable_evidence_span());
    out.set_confidence(stance.confidence);
    out.set_strength(stance.strength);
    out.mutable_target()->set_full_name(Slice(text, stance.target_full_name));
    if (stance.claim != Stance::kNoClaim) {
      out.set_claim(claim_names[stance.claim]);
    }
    v1::Explanation& explanation = *out.add_explanations();
    explanation.set_field("direction");
    explanation.set_rule(std::string(stance.rule));
    *explanation.mutable_span() = out.evidence_span();
  }
  return analysis;
}

}  // namespace standpoint
