#include "cli/render/entries.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/render/context.h"
#include "cli/render/facts.h"
#include "cli/spec/words.h"
#include "cli/terminal/columns.h"

namespace standpoint {
namespace {

constexpr int kDateColumns = 10;  // "2024-03-02"
constexpr int kIndent = 4;

std::string Dot(const Style& style) { return style.unicode ? " · " : " - "; }

template <typename Message>
std::string DateOr(const Message& document) {
  return document.has_publish_time() ? DateText(document.publish_time()) : "undated";
}

// "asserts", "denies", "promises": what the holder does, as a verb.
std::string ActVerb(v1::Act act) {
  switch (act) {
    case v1::ACT_UNSPECIFIED:
      return "claims";
    case v1::ACT_DENY:
      return "denies";
    default:
      return absl::StrCat(EnumWord(act), "s");
  }
}

std::string DirectionVerb(v1::Direction direction) {
  switch (direction) {
    case v1::DIRECTION_SUPPORT:
      return "supports";
    case v1::DIRECTION_OPPOSE:
      return "opposes";
    default:
      return "takes no side on";
  }
}

std::string StanceFacts(const v1::Stance& stance, const Style& style) {
  std::vector<std::string> facts;
  const std::string& full_name = stance.target().full_name();
  if (!full_name.empty() && full_name != stance.target().text()) {
    facts.push_back(absl::StrCat("towards ", full_name));
  }
  if (stance.strength() > 0) {
    facts.push_back(absl::StrFormat("strength %.2f", stance.strength()));
  }
  facts.push_back(absl::StrFormat("confidence %.2f", stance.confidence()));
  return absl::StrJoin(facts, Dot(style));
}

std::string ClaimFacts(const v1::Claim& claim, const Style& style) {
  std::vector<std::string> facts = {EnumWord(claim.polarity()), EnumWord(claim.modality()),
                                    absl::StrCat("author ", EnumWord(claim.commitment())),
                                    absl::StrFormat("confidence %.2f", claim.confidence())};
  if (claim.check_worthiness() > 0) {
    facts.push_back(absl::StrFormat("worth a check %.2f", claim.check_worthiness()));
  }
  if (claim.has_factuality()) {
    facts.push_back(absl::StrFormat("factuality %+.1f", claim.factuality()));
  }
  return absl::StrJoin(facts, Dot(style));
}

// "names Ilse Harrowgate, Port Ansley"; empty where it names nothing.
std::string NamesText(const v1::Claim& claim) {
  std::vector<std::string> names;
  for (const v1::ClaimEntity& entity : claim.entities()) names.push_back(entity.name());
  return names.empty() ? std::string() : absl::StrCat("names ", absl::StrJoin(names, ", "));
}

std::string Paragraph(const StyledText& text, const Style& style, int indent = kIndent) {
  return JoinLines(Wrap(text, style, style.width, indent, indent));
}

// A name is never broken: it is there to be copied.
std::string Reference(absl::string_view name, const Style& style, int indent = kIndent) {
  if (name.empty()) return "";
  return absl::StrCat(std::string(indent, ' '), style.Paint(kDim, Printable(name)), "\n");
}

void AddStanceHead(StyledText& head, const v1::Stance& stance) {
  head.Add(HolderText(stance.holder()), kBold)
      .Add(" ")
      .Add(DirectionVerb(stance.direction()), InkOf(stance.direction()))
      .Add(" ")
      .Add(stance.target().text(), kBold);
}

bool Contains(const v1::Span& outer, int position) {
  return outer.begin() <= position && position < outer.end();
}

// The sentence with every stretch that some claim covers marked as evidence.
StyledText MarkedSentence(const v1::Span& sentence, const std::vector<const v1::Claim*>& claims,
                          absl::string_view text, const Style& style) {
  StyledText line;
  int at = sentence.begin();
  int begin = 0;
  int end = -1;  // of the stretch under way
  const auto flush = [&] {
    if (end <= begin) return;
    line.Add(text.substr(at, begin - at));
    AddEvidence(line, style, text.substr(begin, end - begin), kCyan);
    at = end;
  };
  for (const v1::Claim* claim : claims) {  // by begin
    if (claim->span().begin() > end) {
      flush();
      begin = claim->span().begin();
      end = claim->span().end();
    }
    end = std::max(end, claim->span().end());
  }
  flush();
  if (at < sentence.end()) line.Add(text.substr(at, sentence.end() - at));
  return line;
}

// What decided on each field; empty where it was not asked for.
std::string Reasons(const v1::Claim& claim, const Style& style) {
  std::vector<std::string> reasons;
  for (const v1::Explanation& explanation : claim.explanations()) {
    reasons.push_back(absl::StrCat(explanation.field(), " ", explanation.rule()));
  }
  return reasons.empty()
             ? std::string()
             : Paragraph(StyledText().Add(absl::StrJoin(reasons, ", "), kDim), style, kIndent + 6);
}

std::string AnalysisClaim(const v1::Claim& claim, const Style& style) {
  StyledText head;
  head.Add("claim   ", kDim)
      .Add(HolderChain(claim, style.unicode), kBold)
      .Add(absl::StrCat(" ", ActVerb(claim.act()), ": "))
      .Add(claim.text(), kCyan);
  return absl::StrCat(
      JoinLines(Wrap(head, style, style.width, kIndent, kIndent + 6)),
      Paragraph(StyledText().Add(ClaimFacts(claim, style), kDim), style, kIndent + 6),
      Reasons(claim, style));
}

std::string AnalysisStance(const v1::Stance& stance, const Style& style) {
  StyledText head;
  head.Add("stance  ", kDim);
  AddStanceHead(head, stance);
  head.Add(": ");
  AddEvidence(head, style, stance.evidence(), InkOf(stance.direction()));
  return JoinLines(Wrap(head, style, style.width, kIndent, kIndent + 6));
}

}  // namespace

std::string RenderClaim(const v1::Claim& claim, absl::string_view text, const Style& style) {
  StyledText head;
  head.Add(DateOr(claim.document()), kDim)
      .Add("  ")
      .Add(HolderChain(claim, style.unicode), kBold)
      .Add(absl::StrCat(" ", ActVerb(claim.act())))
      .Add(absl::StrCat("  (", SourceText(claim.document()), ")"), kDim);
  const std::string names = NamesText(claim);
  return absl::StrCat(JoinLines(Wrap(head, style, style.width, 0, kIndent)),
                      Paragraph(ClaimInContext(text, claim, style, kCyan), style),
                      Paragraph(StyledText().Add(ClaimFacts(claim, style), kDim), style),
                      names.empty() ? "" : Paragraph(StyledText().Add(names, kDim), style),
                      Reference(claim.name(), style));
}

std::string RenderStance(const v1::Stance& stance, absl::string_view text, const Style& style) {
  StyledText head;
  head.Add(DateOr(stance.document()), kDim).Add("  ");
  AddStanceHead(head, stance);
  head.Add(absl::StrCat("  (", SourceText(stance.document()), ")"), kDim);
  const StyledText facts = StyledText().Add(StanceFacts(stance, style), kDim);
  return absl::StrCat(
      JoinLines(Wrap(head, style, style.width, 0, kIndent)),
      Paragraph(StanceInContext(text, stance, style, InkOf(stance.direction())), style),
      Paragraph(facts, style), Reference(stance.name(), style));
}

std::string RenderDocumentEntry(const v1::Document& document, const Style& style) {
  const int source_columns = style.width / 4;
  const std::string date = PadToColumns(DateOr(document), kDateColumns);
  const std::string source = PadToColumns(
      CutToColumns(Printable(document.source()), source_columns, style.unicode), source_columns);
  const std::string title =
      CutToColumns(Printable(document.title().empty() ? "(no title)" : document.title()),
                   style.width - kDateColumns - source_columns - 4, style.unicode);
  return absl::StrCat(style.Paint(kDim, date), "  ", source, "  ", style.Paint(kBold, title), "\n",
                      Reference(document.name(), style, kDateColumns + 2));
}

std::string RenderDocument(const v1::Document& document, bool with_text, const Style& style) {
  std::string out;
  const auto fact = [&](absl::string_view label, absl::string_view value) {
    if (value.empty()) return;
    absl::StrAppend(&out, style.Paint(kDim, PadToColumns(label, 12)), Printable(value), "\n");
  };
  fact("name", document.name());
  fact("title", document.title());
  fact("source", document.source());
  fact("publisher", document.publisher());
  fact("url", document.url());
  if (document.has_publish_time()) {
    fact("published", absl::StrCat(TimeText(document.publish_time()), " (from the ",
                                   EnumWord(document.publish_time_origin()), ")"));
  }
  if (document.has_ingest_time()) fact("taken in", TimeText(document.ingest_time()));
  fact("language", document.language());
  fact("type", document.media_type());
  fact("charset", document.charset());
  if (document.original_size() > 0) fact("size", SizeText(document.original_size()));
  fact("digest", document.text_digest());
  for (const auto& [key, value] : document.labels()) fact(absl::StrCat("label ", key), value);
  if (with_text) {
    for (const absl::string_view paragraph : absl::StrSplit(document.text(), "\n\n")) {
      absl::StrAppend(&out, "\n", Paragraph(StyledText().Add(paragraph), style, 0));
    }
  }
  return out;
}

std::string RenderDeadLetter(const v1::DeadLetter& letter, const Style& style) {
  StyledText head;
  head.Add(letter.has_dead_time() ? TimeText(letter.dead_time()) : "", kDim)
      .Add("  ")
      .Add(letter.name(), kBold)
      .Add(absl::StrCat("  ", CountOf(letter.attempt_count(), "attempt"), ", ",
                        SizeText(letter.size_bytes())));
  return absl::StrCat(JoinLines(Wrap(head, style, style.width, 0, kIndent)),
                      Paragraph(StyledText().Add(letter.reason(), kRed), style),
                      Reference(letter.document(), style));
}

std::string RenderAnalysis(const v1::Analysis& analysis, absl::string_view text,
                           const Style& style) {
  std::string out;
  for (const v1::Span& sentence : analysis.sentences()) {
    std::vector<const v1::Claim*> claims;
    for (const v1::Claim& claim : analysis.claims()) {
      if (Contains(sentence, claim.span().begin())) claims.push_back(&claim);
    }
    std::string found;
    for (const v1::Claim* claim : claims) absl::StrAppend(&found, AnalysisClaim(*claim, style));
    for (const v1::Stance& stance : analysis.stances()) {
      if (Contains(sentence, stance.evidence_span().begin())) {
        absl::StrAppend(&found, AnalysisStance(stance, style));
      }
    }
    if (found.empty()) continue;
    absl::StrAppend(&out, Paragraph(MarkedSentence(sentence, claims, text, style), style, 0), found,
                    "\n");
  }
  absl::StrAppend(&out, CountOf(analysis.claims_size(), "claim"), " and ",
                  CountOf(analysis.stances_size(), "stance"), " in ",
                  CountOf(analysis.sentences_size(), "sentence"), ", ",
                  CountOf(analysis.token_count(), "token"), ".\n");
  return out;
}

}  // namespace standpoint
