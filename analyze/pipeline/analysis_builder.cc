#include "analyze/pipeline/analysis_builder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/standalone.h"
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

void SetFieldConfidence(const Claim& claim, v1::FieldConfidence& out) {
  const auto of = [&claim](ClaimField field) {
    return claim.field_confidence[static_cast<size_t>(field)];
  };
  out.set_holder(of(ClaimField::kHolder));
  out.set_act(of(ClaimField::kAct));
  out.set_polarity(of(ClaimField::kPolarity));
  out.set_modality(of(ClaimField::kModality));
  out.set_commitment(of(ClaimField::kCommitment));
}

void SetExplanations(const Claim& claim, v1::Claim& out) {
  for (size_t i = 0; i < kClaimFields; ++i) {
    const Rule& rule = claim.rules[i];
    v1::Explanation& explanation = *out.add_explanations();
    explanation.set_field(kClaimFieldNames[i]);
    const bool named = rule.entry != nullptr && !rule.entry->words.empty();
    explanation.set_rule(named ? absl::StrCat(rule.kind, ":", absl::StrJoin(rule.entry->words, " "))
                               : std::string(rule.kind));
    if (!rule.span.empty()) {
      SetSpan(rule.span.begin, rule.span.end, *explanation.mutable_span());
    }
  }
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
  std::sort(out.mutable_cues()->begin(), out.mutable_cues()->end(),
            [](const v1::Span& a, const v1::Span& b) { return a.begin() < b.begin(); });
  out.set_confidence(claim.confidence);
  SetFieldConfidence(claim, *out.mutable_field_confidence());
  SetExplanations(claim, out);
  for (std::string& term : terms.Terms(out.text())) {
    out.add_terms(std::move(term));
  }
}

}  // namespace

v1::Analysis BuildAnalysis(absl::string_view text, const Segments& segments,
                           absl::Span<const Claim> claims, absl::Span<const Stance> stances,
                           const TermExtractor& terms, const StandaloneText& standalone) {
  v1::Analysis analysis;
  for (const SentenceSpan& sentence : segments.sentences) {
    SetSentence(segments, sentence, *analysis.add_sentences());
  }
  analysis.set_token_count(static_cast<int32_t>(segments.words.size()));
  for (const Claim& claim : claims) {
    v1::Claim& out = *analysis.add_claims();
    SetClaim(text, segments, claim, terms, out);
    out.set_standalone_text(standalone.Of(claim));
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
