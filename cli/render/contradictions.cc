#include "cli/render/contradictions.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "cli/render/context.h"
#include "cli/render/facts.h"

namespace standpoint {
namespace {

bool IsAuthor(const v1::ContradictionSide& side) {
  return side.holder().kind() != v1::HOLDER_KIND_MENTION;
}

// "Ilse Harrowgate", "the author in The Harbor Ledger": whose view it is, in few words.
std::string NameOf(const v1::ContradictionSide& side) {
  if (IsAuthor(side)) return absl::StrCat("the author in ", SourceText(side.claim().document()));
  const v1::Holder& holder = side.holder();
  return holder.full_name().empty() ? holder.text() : holder.full_name();
}

std::string HeadOf(const v1::Contradiction& contradiction) {
  const std::string first = NameOf(contradiction.first());
  const std::string second = NameOf(contradiction.second());
  if (contradiction.kind() != v1::CONTRADICTION_KIND_REVERSAL) {
    return absl::StrCat(second, " against ", first);
  }
  return absl::StrCat(second, " against an own view");
}

// Whose words these are, and what makes them his view where the wording says the contrary.
std::string VoiceOf(const v1::ContradictionSide& side) {
  const v1::Claim& claim = side.claim();
  std::string voice = IsAuthor(side) ? "the author" : HolderText(side.holder());
  if (IsAuthor(side) && claim.commitment() == v1::COMMITMENT_REJECTED) {
    absl::StrAppend(&voice, ", rejecting it");
  } else if (claim.act() == v1::ACT_DENY) {
    absl::StrAppend(&voice, ", denying it");
  }
  return voice;
}

std::string Examined(const v1::FindContradictionsResponse& response, const Style& style) {
  std::vector<std::string> parts;
  parts.push_back(absl::StrCat(CountOf(response.examined_count(), "claim"), " examined"));
  parts.push_back(absl::StrCat(CountOf(response.judged_count(), "pair"), " judged"));
  if (response.fallback_count() > 0) {
    parts.push_back(absl::StrCat(CountText(response.fallback_count()),
                                 " by the built-in model, for the model server did not answer"));
  }
  if (response.left_out_count() > 0) {
    parts.push_back(absl::StrCat(CountOf(response.left_out_count(), "more contradiction"),
                                 " not shown (--limit)"));
  }
  std::string out = absl::StrCat(absl::StrJoin(parts, ", "), ".");
  if (response.partial()) {
    absl::StrAppend(&out, " More claims match than were examined (--max-claims)");
    if (response.has_oldest_time()) {
      absl::StrAppend(&out, "; --until ", DateText(response.oldest_time()), " goes on");
    }
    absl::StrAppend(&out, ".");
  }
  return JoinLines(Wrap(StyledText().Add(out, kDim), style, style.width, 0, 0));
}

}  // namespace

std::string RenderSide(const v1::ContradictionSide& side,
                       const std::map<std::string, std::string>& texts, const Style& style,
                       absl::string_view ink) {
  const v1::Claim& claim = side.claim();
  const v1::DocumentSummary& document = claim.document();
  const auto text = texts.find(document.name());
  const std::string dot = style.unicode ? " · " : " - ";
  StyledText source;
  source.Add(style.unicode ? "— " : "-- ").Add(VoiceOf(side), kBold).Add(dot);
  source.Add(SourceText(document)).Add(dot);
  source.Add(document.has_publish_time() ? DateText(document.publish_time()) : "undated");
  if (side.copies_size() > 0) {
    source.Add(dot).Add(absl::StrCat("also in ", CountOf(side.copies_size(), "other document")),
                        kYellow);
  }
  return absl::StrCat(
      JoinLines(Wrap(ClaimInContext(text == texts.end() ? "" : text->second, claim, style, ink),
                     style, style.width, 2, 2)),
      JoinLines(Wrap(source, style, style.width, 4, 6)));
}

std::string RenderContradictions(const v1::FindContradictionsResponse& response,
                                 const ContradictionsView& view, const Style& style) {
  const std::string scope = absl::StrCat("Who contradicts whom, in ", view.scope);
  std::string out = JoinLines(Wrap(StyledText().Add(scope, kDim), style, style.width, 0, 0));
  for (const v1::Contradiction& contradiction : response.contradictions()) {
    StyledText head;
    head.Add(HeadOf(contradiction), kBold)
        .Add(absl::StrFormat("  %.2f", contradiction.confidence()), kDim);
    absl::StrAppend(&out, "\n", JoinLines(Wrap(head, style, style.width, 0, 2)),
                    RenderSide(contradiction.first(), view.texts, style, kCyan),
                    RenderSide(contradiction.second(), view.texts, style, kYellow));
  }
  return absl::StrCat(out, "\n", Examined(response, style));
}

}  // namespace standpoint
