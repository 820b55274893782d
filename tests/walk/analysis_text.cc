#include "tests/walk/analysis_text.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

std::string SpanText(const v1::Span& span) {
  return absl::StrCat("[", span.begin(), ", ", span.end(), ")");
}

std::string HolderText(const v1::Holder& holder) {
  if (holder.kind() == v1::HOLDER_KIND_AUTHOR) return "author";
  const bool has_full = !holder.full_name().empty() && holder.full_name() != holder.text();
  return absl::StrCat(holder.text(), has_full ? " = " : "", has_full ? holder.full_name() : "");
}

}  // namespace

std::string Word(absl::string_view enum_name) {
  return absl::AsciiStrToLower(enum_name.substr(enum_name.find('_') + 1));
}

std::string HoldersText(const v1::Claim& claim) {
  std::vector<std::string> holders;
  for (const v1::Holder& holder : claim.holders()) holders.push_back(HolderText(holder));
  return absl::StrJoin(holders, " > ");
}

std::string SegmentationText(absl::string_view text, const Segments& segments) {
  std::string out;
  for (const SentenceSpan& sentence : segments.sentences) {
    if (sentence.starts_paragraph && !out.empty()) out += '\n';
    absl::StrAppend(&out, "[", segments.words[sentence.first_word].begin, ", ",
                    segments.words[sentence.last_word - 1].end, ") ");
    for (uint32_t i = sentence.first_word; i < sentence.last_word; ++i) {
      absl::StrAppend(&out, i > sentence.first_word ? "|" : "", segments.Form(text, i));
    }
    out += '\n';
  }
  return out;
}

std::string ClaimsText(const v1::Analysis& analysis) {
  std::string out;
  for (const v1::Claim& claim : analysis.claims()) {
    std::vector<std::string> cues;
    for (const v1::Span& cue : claim.cues()) cues.push_back(SpanText(cue));
    absl::StrAppend(
        &out, SpanText(claim.span()), " ", claim.text(), "\n  holders  ", HoldersText(claim),
        "\n  ", Word(v1::Act_Name(claim.act())), ", ", Word(v1::Polarity_Name(claim.polarity())),
        ", ", Word(v1::Modality_Name(claim.modality())), ", ",
        Word(v1::Commitment_Name(claim.commitment())), "; confidence ",
        absl::StrFormat("%.2f", claim.confidence()), "\n  sentence ", SpanText(claim.sentence()),
        cues.empty() ? "" : "; cues ", absl::StrJoin(cues, " "), "\n  terms    ",
        absl::StrJoin(claim.terms(), " "), "\n");
  }
  return out;
}

std::string StancesText(const v1::Analysis& analysis) {
  std::string out;
  for (const v1::Stance& stance : analysis.stances()) {
    absl::StrAppend(&out, HolderText(stance.holder()), " | ",
                    Word(v1::Direction_Name(stance.direction())), " | ", stance.target().text(),
                    " ", SpanText(stance.target().span()), "\n  ", SpanText(stance.evidence_span()),
                    " ", stance.evidence(), "\n  confidence ",
                    absl::StrFormat("%.2f", stance.confidence()), "\n");
  }
  return out;
}

}  // namespace standpoint
