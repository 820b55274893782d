#include "analyze/pipeline/invariants.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/span.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

bool OnBoundary(absl::string_view text, size_t at) {
  return at == text.size() || (text[at] & 0xC0) != 0x80;
}

// Whether the span is a non-empty stretch of whole code points.
bool IsValid(absl::string_view text, const v1::Span& span) {
  return span.begin() >= 0 && span.begin() < span.end() &&
         static_cast<size_t>(span.end()) <= text.size() && OnBoundary(text, span.begin()) &&
         OnBoundary(text, span.end());
}

bool IsVerbatim(absl::string_view text, const v1::Span& span, absl::string_view words) {
  return IsValid(text, span) && text.substr(span.begin(), span.end() - span.begin()) == words;
}

bool IsValid(absl::string_view text, const v1::Holder& holder) {
  if (holder.kind() == v1::HOLDER_KIND_AUTHOR) {
    return holder.text().empty() && !holder.has_span();
  }
  return holder.kind() == v1::HOLDER_KIND_MENTION && IsVerbatim(text, holder.span(), holder.text());
}

bool InUnit(float value) { return value >= 0 && value <= 1; }

bool IsValid(absl::string_view text, const v1::Constituent& part) {
  return !part.text().empty() && IsValid(text, part.span());
}

bool IsValid(absl::string_view text, const v1::PropositionStructure& structure) {
  const auto valid = [&](const v1::Constituent& part) { return IsValid(text, part); };
  return valid(structure.predicate()) && (!structure.has_subject() || valid(structure.subject())) &&
         (!structure.has_object() || valid(structure.object())) &&
         std::all_of(structure.arguments().begin(), structure.arguments().end(),
                     [&](const v1::Argument& a) { return valid(a.phrase()); }) &&
         std::all_of(structure.times().begin(), structure.times().end(), valid) &&
         std::all_of(structure.quantities().begin(), structure.quantities().end(), valid);
}

// Named, and mentioned within the claim, in text order.
bool IsValid(absl::string_view text, const v1::Claim& claim, const v1::ClaimEntity& entity) {
  int last = claim.span().begin();
  for (const v1::Span& mention : entity.mentions()) {
    if (!IsValid(text, mention) || mention.begin() < last) {
      return false;
    }
    last = mention.end();
  }
  return entity.mentions_size() >= 1 && entity.mentions_size() <= 16 &&
         last <= claim.span().end() && entity.kind() != v1::ENTITY_KIND_UNSPECIFIED &&
         !entity.name().empty() && entity.name().size() <= 256 &&
         text.find(entity.name()) != absl::string_view::npos;
}

std::string BrokenByClaim(absl::string_view text, const v1::Claim& claim) {
  if (!IsVerbatim(text, claim.span(), claim.text())) {
    return "text is not the span's";
  }
  if (claim.holders_size() == 0 || claim.holders(0).kind() != v1::HOLDER_KIND_AUTHOR) {
    return "the first holder is not the author";
  }
  for (int i = 0; i < claim.holders_size(); ++i) {
    if (!IsValid(text, claim.holders(i)) ||
        (i > 0 && claim.holders(i).kind() == v1::HOLDER_KIND_AUTHOR)) {
      return "a holder is malformed";
    }
  }
  for (const v1::Span& cue : claim.cues()) {
    if (!IsValid(text, cue)) {
      return "a cue is out of the text";
    }
  }
  const bool begins_inside = IsValid(text, claim.sentence()) &&
                             claim.sentence().begin() <= claim.span().begin() &&
                             claim.span().begin() < claim.sentence().end();
  if (!begins_inside) {
    return "it does not begin in its sentence";
  }
  if (claim.entities_size() > 32 ||
      !std::all_of(claim.entities().begin(), claim.entities().end(),
                   [&](const v1::ClaimEntity& entity) { return IsValid(text, claim, entity); })) {
    return "an entity is malformed";
  }
  if (claim.has_structure() && !IsValid(text, claim.structure())) {
    return "a part of its structure is malformed";
  }
  if (!InUnit(claim.check_worthiness()) || !(std::abs(claim.factuality()) <= 3)) {
    return "a score is out of range";
  }
  const bool unset = claim.act() == v1::ACT_UNSPECIFIED ||
                     claim.polarity() == v1::POLARITY_UNSPECIFIED ||
                     claim.modality() == v1::MODALITY_UNSPECIFIED ||
                     claim.commitment() == v1::COMMITMENT_UNSPECIFIED;
  return unset || !InUnit(claim.confidence()) ? "a value is out of range" : "";
}

std::string BrokenByStance(absl::string_view text, const v1::Stance& stance) {
  if (!IsValid(text, stance.holder())) {
    return "the holder is malformed";
  }
  if (!IsVerbatim(text, stance.target().span(), stance.target().text()) ||
      !IsVerbatim(text, stance.evidence_span(), stance.evidence())) {
    return "target or evidence is not verbatim";
  }
  const std::string& full_name = stance.target().full_name();
  if (!full_name.empty() && text.find(full_name) == absl::string_view::npos) {
    return "the target's full name is not verbatim";
  }
  return stance.direction() == v1::DIRECTION_UNSPECIFIED || !InUnit(stance.confidence()) ||
                 !InUnit(stance.strength())
             ? "a value is out of range"
             : "";
}

}  // namespace

std::string BrokenInvariant(absl::string_view text, const v1::Analysis& analysis) {
  int last = 0;
  for (const v1::Span& sentence : analysis.sentences()) {
    if (!IsValid(text, sentence) || sentence.begin() < last) {
      return absl::StrCat("sentence at ", sentence.begin(), " is malformed");
    }
    last = sentence.end();
  }
  std::pair<int, int> before = {0, 0};
  for (const v1::Claim& claim : analysis.claims()) {
    if (const std::string broken = BrokenByClaim(text, claim); !broken.empty()) {
      return absl::StrCat("claim at ", claim.span().begin(), ": ", broken);
    }
    const std::pair<int, int> place = {claim.span().begin(), claim.span().end()};
    if (place < before) {
      return absl::StrCat("claim at ", place.first, " is out of order");
    }
    before = place;
  }
  int evidence = 0;
  for (const v1::Stance& stance : analysis.stances()) {
    if (const std::string broken = BrokenByStance(text, stance); !broken.empty()) {
      return absl::StrCat("stance at ", stance.evidence_span().begin(), ": ", broken);
    }
    if (stance.evidence_span().begin() < evidence) {
      return absl::StrCat("stance at ", stance.evidence_span().begin(), " is out of order");
    }
    evidence = stance.evidence_span().begin();
  }
  return "";
}

}  // namespace standpoint
