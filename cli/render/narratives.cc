#include "cli/render/narratives.h"

#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cli/render/contradictions.h"
#include "cli/render/facts.h"
#include "cli/render/timeline.h"

namespace standpoint {
namespace {

constexpr int kShownHolders = 5;

std::string Paragraph(const StyledText& text, const Style& style, int first_indent, int indent) {
  return JoinLines(Wrap(text, style, style.width, first_indent, indent));
}

// "2024-01-03 to 2024-05-20".
std::string Stretch(const v1::AggregateGroup& total) {
  if (!total.has_first_time()) return "undated";
  const std::string first = DateText(total.first_time());
  const std::string last = DateText(total.last_time());
  return first == last ? first : absl::StrCat(first, " to ", last);
}

std::string Extent(const v1::Narrative& narrative) {
  const v1::AggregateGroup& total = narrative.total();
  std::string out = CountOf(narrative.voice_count(), "voice");
  if (narrative.copy_count() > 0) {
    absl::StrAppend(&out, " and ", CountText(narrative.copy_count()),
                    narrative.copy_count() == 1 ? " copy" : " copies");
  }
  absl::StrAppend(&out, " in ", CountOf(total.document_count(), "document"));
  if (total.source_count() > 0) {
    absl::StrAppend(&out, " of ", CountOf(total.source_count(), "source"));
  }
  return absl::StrCat(out, ", ", Stretch(total));
}

std::string NameOf(const v1::NarrativeQuote& quote) {
  if (quote.holder().kind() != v1::HOLDER_KIND_MENTION) return "the author";
  const v1::Holder& holder = quote.holder();
  return holder.full_name().empty() ? holder.text() : holder.full_name();
}

std::string First(const v1::Narrative& narrative) {
  const v1::DocumentSummary& document = narrative.first().claim().document();
  return absl::StrCat("first by ", NameOf(narrative.first()), " in ", SourceText(document), ", ",
                      DateText(document.publish_time()));
}

// "told by Ilse Harrowgate (3), Anna Rao and 4 other voices".
std::string Tellers(const v1::Narrative& narrative) {
  std::vector<std::string> names;
  int64_t others = narrative.voice_count();
  for (const v1::AggregateGroup& holder : narrative.by_holder()) {
    if (static_cast<int>(names.size()) == kShownHolders) break;
    others -= holder.count();
    names.push_back(holder.count() == 1
                        ? holder.key()
                        : absl::StrCat(holder.key(), " (", CountText(holder.count()), ")"));
  }
  std::string out = absl::StrCat("told by ", absl::StrJoin(names, ", "));
  if (others > 0) absl::StrAppend(&out, " and ", CountOf(others, "other voice"));
  return out;
}

// Which others the narrative stands against, the surest first: "against 3 (0.91), 2 (0.80)".
std::string Against(const v1::FindNarrativesResponse& response, int index) {
  std::vector<std::string> others;
  for (const v1::NarrativeOpposition& opposition : response.oppositions()) {
    const bool is_first = opposition.first_index() == index;
    if (is_first || opposition.second_index() == index) {
      others.push_back(absl::StrFormat(
          "%d (%.2f)", 1 + (is_first ? opposition.second_index() : opposition.first_index()),
          opposition.confidence()));
    }
  }
  return others.empty() ? "" : absl::StrCat("against ", absl::StrJoin(others, ", "));
}

std::string QuoteText(const v1::NarrativeQuote& quote, const NarrativesView& view,
                      const Style& style) {
  v1::ContradictionSide side;
  *side.mutable_claim() = quote.claim();
  *side.mutable_holder() = quote.holder();
  *side.mutable_copies() = quote.copies();
  return RenderSide(side, view.texts, style, kCyan);
}

std::string NarrativeText(const v1::FindNarrativesResponse& response, int index,
                          const NarrativesView& view, const Style& style) {
  const v1::Narrative& narrative = response.narratives(index);
  const std::string number = absl::StrCat(index + 1, ". ");
  StyledText head;
  head.Add(number, kBold);
  if (narrative.typical().denied()) head.Add("It is not so: ", kBoldRed);
  head.Add(narrative.label(), kBold);
  std::vector<std::string> facts = {Extent(narrative)};
  if (narrative.has_first()) facts.push_back(First(narrative));
  if (!narrative.by_holder().empty()) facts.push_back(Tellers(narrative));
  StyledText about;
  about.Add(absl::StrJoin(facts, "; "));
  const std::string against = Against(response, index);
  if (!against.empty()) about.Add("; ").Add(against, kRed);
  const int indent = static_cast<int>(number.size());
  std::string out =
      absl::StrCat(Paragraph(head, style, 0, indent), Paragraph(about, style, indent, indent));
  for (const v1::NarrativeQuote& quote : narrative.quotes()) {
    absl::StrAppend(&out, QuoteText(quote, view, style));
  }
  return out;
}

// All narratives beside each other: for each the counts of all months that any has, so that their periods are the same.
std::string Movement(const v1::FindNarrativesResponse& response, const Style& style) {
  std::set<std::string> months;
  for (const v1::Narrative& narrative : response.narratives()) {
    for (const v1::AggregateGroup& month : narrative.by_time()) months.insert(month.key());
  }
  std::vector<Period> periods;
  std::vector<TimelineRow> rows;
  for (int i = 0; i < response.narratives_size(); ++i) {
    std::map<std::string, int> counts;
    for (const v1::AggregateGroup& month : response.narratives(i).by_time()) {
      counts[month.key()] = static_cast<int>(month.count());
    }
    SideCounts by_month;
    for (const std::string& month : months) {
      v1::SideCount& count = *by_month.Add();
      count.set_key(month);
      count.set_support(counts[month]);
    }
    periods = Periods(by_month, MaxPeriods(style));
    TimelineRow row{absl::StrCat(i + 1, "."), kCyan, {}};
    for (const Period& period : periods) row.counts.push_back(period.support);
    rows.push_back(std::move(row));
  }
  const std::string drawn = RenderRows(periods, rows, style);
  return drawn.empty() ? "" : absl::StrCat("\nHow they move, in claims\n", drawn);
}

std::string OppositionText(const v1::NarrativeOpposition& opposition, const NarrativesView& view,
                           const Style& style) {
  StyledText head;
  head.Add(absl::StrCat(opposition.second_index() + 1, " against ", opposition.first_index() + 1),
           kBold)
      .Add(absl::StrFormat("  %.2f", opposition.confidence()), kDim);
  if (opposition.contradiction_count() > 1) {
    head.Add(absl::StrCat(", the surest of ", opposition.contradiction_count(), " pairs"), kDim);
  }
  return absl::StrCat("\n", Paragraph(head, style, 0, 2),
                      RenderSide(opposition.surest().first(), view.texts, style, kCyan),
                      RenderSide(opposition.surest().second(), view.texts, style, kYellow));
}

std::string Examined(const v1::FindNarrativesResponse& response, const NarrativesView& view,
                     const Style& style) {
  std::vector<std::string> parts;
  parts.push_back(absl::StrCat(CountOf(response.examined_count(), "claim"), " examined"));
  parts.push_back(absl::StrCat(CountOf(response.judged_count(), "pair"), " judged"));
  if (response.fallback_count() > 0) {
    parts.push_back(absl::StrCat(CountText(response.fallback_count()),
                                 " by the built-in model, for the model server did not answer"));
  }
  parts.push_back(absl::StrCat(CountOf(response.scattered_count(), "claim"),
                               " in no story of at least ", CountOf(view.min_voices, "voice")));
  if (response.left_out_count() > 0) {
    parts.push_back(
        absl::StrCat(CountText(response.left_out_count()), " more not shown (--limit)"));
  }
  std::string out = absl::StrCat(absl::StrJoin(parts, ", "), ".");
  if (response.partial()) {
    absl::StrAppend(&out, " There was more to examine than --max-claims or the time allowed.");
  }
  return Paragraph(StyledText().Add(out, kDim), style, 0, 0);
}

}  // namespace

std::string RenderNarratives(const v1::FindNarrativesResponse& response, const NarrativesView& view,
                             const Style& style) {
  const std::string scope = absl::StrCat("Competing stories ", view.scope);
  std::string out = Paragraph(StyledText().Add(scope, kDim), style, 0, 0);
  for (int i = 0; i < response.narratives_size(); ++i) {
    absl::StrAppend(&out, "\n", NarrativeText(response, i, view, style));
  }
  absl::StrAppend(&out, Movement(response, style));
  for (const v1::NarrativeOpposition& opposition : response.oppositions()) {
    absl::StrAppend(&out, OppositionText(opposition, view, style));
  }
  return absl::StrCat(out, "\n", Examined(response, view, style));
}

}  // namespace standpoint
