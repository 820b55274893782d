#include "cli/render/assessment.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cli/render/context.h"
#include "cli/render/facts.h"
#include "cli/render/timeline.h"
#include "cli/terminal/columns.h"

namespace standpoint {
namespace {

constexpr int kBesideFrom = 110;  // columns from which the sides stand beside each other
constexpr int kLongestBar = 40;
constexpr int kMaxHolders = 8;

struct SideLook {
  const char* label;  // in the table of counts
  const char* title;  // above the evidence
  const char* ink;
  const char* bold_ink;
};

SideLook LookOf(v1::Relation relation) {
  switch (relation) {
    case v1::RELATION_SUPPORT:
      return {"for", "FOR", kGreen, kBoldGreen};
    case v1::RELATION_OPPOSE:
      return {"against", "AGAINST", kRed, kBoldRed};
    default:
      return {"discuss", "DISCUSS, WITHOUT TAKING A SIDE", kYellow, kBoldYellow};
  }
}

// What remains beside the label and "1,234 voices in 1,234 documents".
int BarColumns(const Style& style) { return std::clamp(style.width - 46, 3, kLongestBar); }

std::string Bar(int count, int most, const Style& style) {
  const int room = BarColumns(style);
  if (count <= 0 || most <= 0) return "";
  if (!style.unicode) return std::string(std::max(1, count * room / most), '#');
  constexpr const char* kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const int eighths = std::max(1, count * room * 8 / most);
  std::string bar;
  for (int i = 0; i < eighths / 8; ++i) absl::StrAppend(&bar, "█");
  return absl::StrCat(bar, kEighths[eighths % 8]);
}

std::string Counts(const v1::AssessPropositionResponse& response, const Style& style) {
  int most = 0;
  for (const v1::Side& side : response.sides()) most = std::max(most, side.voice_count());
  const int bar_columns = BarColumns(style);
  std::string out;
  for (const v1::Side& side : response.sides()) {
    const SideLook look = LookOf(side.relation());
    absl::StrAppend(
        &out, "  ", style.Paint(look.bold_ink, PadToColumns(look.label, 11)),
        style.Paint(look.ink, PadToColumns(Bar(side.voice_count(), most, style), bar_columns)), " ",
        CountOf(side.voice_count(), "voice"));
    if (side.document_count() > 0) {
      absl::StrAppend(&out, " in ", CountOf(side.document_count(), "document"));
    }
    absl::StrAppend(&out, "\n");
  }
  return out;
}

std::string HolderOf(const v1::SideHolder& holder, const Style& style) {
  std::string text = holder.holder();
  if (holder.count() > 1) absl::StrAppend(&text, style.unicode ? " ×" : " x", holder.count());
  if (!holder.has_first_time()) return text;
  const std::string first = DateText(holder.first_time()).substr(0, 7);
  const std::string last = DateText(holder.last_time()).substr(0, 7);
  return absl::StrCat(text, " (", first, first == last ? "" : absl::StrCat(" to ", last), ")");
}

// Whose voice this is, and what makes it count on this side where the wording alone does not say
// so.
std::string VoiceOf(const v1::Evidence& evidence) {
  const v1::Claim& claim = evidence.claim();
  const bool author = evidence.holder().kind() != v1::HOLDER_KIND_MENTION;
  std::string voice = author ? "the author" : HolderText(evidence.holder());
  if (author && claim.commitment() == v1::COMMITMENT_REJECTED) {
    absl::StrAppend(&voice, ", rejecting it");
  } else if (!author && claim.act() == v1::ACT_DENY) {
    absl::StrAppend(&voice, ", denying it");
  }
  return voice;
}

std::string CopiesOf(const v1::Evidence& evidence) {
  std::vector<std::string> parts;
  if (!evidence.copies().empty()) {
    parts.push_back(absl::StrCat("copied in ", CountOf(evidence.copies_size(), "other document")));
  }
  if (!evidence.near_copies().empty()) {
    parts.push_back(
        absl::StrCat("nearly so in ", CountOf(evidence.near_copies_size(), "other document")));
  }
  return absl::StrJoin(parts, ", ");
}

void AppendLines(std::vector<Line>& lines, std::vector<Line> more) {
  for (Line& line : more) lines.push_back(std::move(line));
}

void AppendEvidence(std::vector<Line>& lines, const v1::Evidence& evidence,
                    const AssessmentView& view, const Style& style, int width,
                    absl::string_view ink) {
  const v1::Claim& claim = evidence.claim();
  const auto text = view.texts.find(claim.document().name());
  lines.push_back({});
  AppendLines(lines,
              Wrap(ClaimInContext(text == view.texts.end() ? "" : text->second, claim, style, ink),
                   style, width, 2, 2));
  const std::string dot = style.unicode ? " · " : " - ";
  const std::string dash = style.unicode ? "— " : "-- ";
  StyledText source;
  source.Add(dash).Add(VoiceOf(evidence), kBold).Add(dot).Add(SourceText(claim.document()));
  source.Add(absl::StrCat(dot, claim.document().has_publish_time()
                                   ? DateText(claim.document().publish_time())
                                   : "undated"));
  if (const std::string copies = CopiesOf(evidence); !copies.empty()) {
    source.Add(dot).Add(copies, kYellow);
  }
  source.Add(absl::StrFormat("%s%.2f", dot, evidence.judgement().confidence()), kDim);
  AppendLines(lines, Wrap(source, style, width, 4, 6));
}

std::vector<Line> SideLines(const v1::Side& side, const AssessmentView& view, const Style& style,
                            int width) {
  const SideLook look = LookOf(side.relation());
  std::vector<Line> lines = Wrap(StyledText().Add(look.title, look.bold_ink), style, width, 0, 0);
  if (side.voice_count() == 0) {
    AppendLines(lines, Wrap(StyledText().Add("nobody", kDim), style, width, 2, 2));
    return lines;
  }
  std::vector<std::string> holders;
  for (const v1::SideHolder& holder : side.holders()) {
    if (holders.size() == kMaxHolders) break;
    holders.push_back(HolderOf(holder, style));
  }
  if (const int more = side.holders_size() - kMaxHolders; more > 0) {
    holders.push_back(absl::StrCat("and ", CountOf(more, "other")));
  }
  const StyledText list = StyledText().Add(absl::StrJoin(holders, ", "), kDim);
  AppendLines(lines, Wrap(list, style, width, 2, 2));
  for (const v1::Evidence& evidence : side.evidence()) {
    AppendEvidence(lines, evidence, view, style, width, look.ink);
  }
  if (const int more = side.voice_count() - side.evidence_size(); more > 0) {
    lines.push_back({});
    AppendLines(
        lines,
        Wrap(StyledText().Add(
                 absl::StrCat(CountOf(more, "more voice"), "; --evidence N shows more"), kDim),
             style, width, 2, 2));
  }
  return lines;
}

std::string LeftOut(const v1::AssessPropositionResponse& response, const Style& style) {
  std::vector<std::string> parts;
  parts.push_back(absl::StrCat(CountOf(response.judged_count(), "claim"), " judged"));
  if (response.unrelated_count() > 0) {
    parts.push_back(absl::StrCat(CountText(response.unrelated_count()), " unrelated"));
  }
  if (response.low_confidence_count() > 0) {
    parts.push_back(absl::StrCat(CountText(response.low_confidence_count()),
                                 " too uncertain (--min-confidence)"));
  }
  if (response.fallback_count() > 0) {
    parts.push_back(absl::StrCat(CountText(response.fallback_count()),
                                 " by the built-in model, for the model server did not answer"));
  }
  if (response.not_judged_count() > 0) {
    parts.push_back(absl::StrCat(CountText(response.not_judged_count()),
                                 " more share a word and were not judged (--max-candidates)"));
  }
  return JoinLines(Wrap(StyledText().Add(absl::StrCat(absl::StrJoin(parts, ", "), "."), kDim),
                        style, style.width, 0, 0));
}

}  // namespace

std::string RenderAssessment(const v1::AssessPropositionResponse& response,
                             const AssessmentView& view, const Style& style) {
  std::string out =
      JoinLines(Wrap(StyledText().Add(view.proposition, kBold), style, style.width, 0, 0));
  absl::StrAppend(&out,
                  JoinLines(Wrap(StyledText().Add(view.scope, kDim), style, style.width, 0, 0)),
                  "\n", Counts(response, style), "\n");
  if (const std::string timeline = RenderTimeline(response.by_month(), style); !timeline.empty()) {
    absl::StrAppend(&out, timeline, "\n");
  }
  if (response.sides_size() >= 2 && style.width >= kBesideFrom) {
    const absl::string_view gap = style.unicode ? " │ " : " | ";
    const int width = (style.width - 3) / 2;
    absl::StrAppend(&out,
                    JoinLines(Beside(SideLines(response.sides(0), view, style, width),
                                     SideLines(response.sides(1), view, style, width), width, gap)),
                    "\n");
  }
  for (int i = 0; i < response.sides_size(); ++i) {
    if (i < 2 && response.sides_size() >= 2 && style.width >= kBesideFrom) continue;
    if (i >= 2 && response.sides(i).voice_count() == 0) continue;
    absl::StrAppend(&out, JoinLines(SideLines(response.sides(i), view, style, style.width)), "\n");
  }
  return absl::StrCat(out, LeftOut(response, style));
}

std::string AssessmentProgress(const v1::StreamAssessPropositionResponse& answer,
                               const Style& style) {
  const std::string judged = absl::StrCat(CountText(answer.assessment().judged_count()), " of ",
                                          CountOf(answer.candidate_count(), "claim"), " judged");
  std::vector<std::string> plain;
  std::vector<std::string> painted;
  for (const v1::Side& side : answer.assessment().sides()) {
    const SideLook look = LookOf(side.relation());
    plain.push_back(absl::StrCat(CountText(side.voice_count()), " ", look.label));
    painted.push_back(style.Paint(look.ink, plain.back()));
  }
  const std::string line = absl::StrCat(judged, ": ", absl::StrJoin(plain, ", "));
  if (plain.empty() || ColumnsOf(line) >= style.width) return judged;
  return absl::StrCat(judged, ": ", absl::StrJoin(painted, ", "));
}

}  // namespace standpoint
