#include "cli/render/context.h"

#include <algorithm>
#include <string>

namespace standpoint {
namespace {

constexpr int kMargin = 160;   // bytes of context where no sentence is known
constexpr int kLongest = 600;  // bytes of a sentence that are shown on one side of the evidence

bool IsBoundary(absl::string_view text, int at) {
  return at == static_cast<int>(text.size()) || (text[at] & 0xC0) != 0x80;
}

bool LiesIn(const v1::Span& span, absl::string_view text) {
  return 0 <= span.begin() && span.begin() < span.end() &&
         span.end() <= static_cast<int>(text.size()) && IsBoundary(text, span.begin()) &&
         IsBoundary(text, span.end());
}

// Moves `at` towards `anchor` until it stands behind a blank (going up) or before one (going down),
// so that no word is shown in half.
int AtWord(absl::string_view text, int at, int anchor) {
  while (at < anchor && at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n') ++at;
  while (at > anchor && at < static_cast<int>(text.size()) && text[at] != ' ' && text[at] != '\n') {
    --at;
  }
  return at;
}

v1::Span Surroundings(absl::string_view text, const v1::Span& evidence) {
  const size_t before = text.substr(0, evidence.begin()).rfind("\n\n");
  const size_t after = text.find("\n\n", evidence.end());
  const int begin = before == absl::string_view::npos ? 0 : static_cast<int>(before) + 2;
  const int end = static_cast<int>(after == absl::string_view::npos ? text.size() : after);
  v1::Span span;
  span.set_begin(AtWord(text, std::max(begin, evidence.begin() - kMargin), evidence.begin()));
  span.set_end(AtWord(text, std::min(end, evidence.end() + kMargin), evidence.end()));
  return span;
}

}  // namespace

StyledText InContext(absl::string_view text, const v1::Span* sentence, const v1::Span& evidence,
                     absl::string_view verbatim, const Style& style, absl::string_view ink) {
  StyledText line;
  if (!LiesIn(evidence, text)) {
    AddEvidence(line, style, verbatim, ink);
    return line;
  }
  v1::Span around = Surroundings(text, evidence);
  if (sentence != nullptr && LiesIn(*sentence, text)) around = *sentence;
  const int begin =
      std::max(std::min(around.begin(), evidence.begin()),
               AtWord(text, std::max(0, evidence.begin() - kLongest), evidence.begin()));
  const int end =
      std::min(std::max(around.end(), evidence.end()),
               AtWord(text, std::min<int>(text.size(), evidence.end() + kLongest), evidence.end()));
  line.Add(text.substr(begin, evidence.begin() - begin));
  AddEvidence(line, style, text.substr(evidence.begin(), evidence.end() - evidence.begin()), ink);
  line.Add(text.substr(evidence.end(), end - evidence.end()));
  return line;
}

StyledText ClaimInContext(absl::string_view text, const v1::Claim& claim, const Style& style,
                          absl::string_view ink) {
  return InContext(text, claim.has_sentence() ? &claim.sentence() : nullptr, claim.span(),
                   claim.text(), style, ink);
}

StyledText StanceInContext(absl::string_view text, const v1::Stance& stance, const Style& style,
                           absl::string_view ink) {
  return InContext(text, nullptr, stance.evidence_span(), stance.evidence(), style, ink);
}

absl::string_view InkOf(v1::Direction direction) {
  switch (direction) {
    case v1::DIRECTION_SUPPORT:
      return kGreen;
    case v1::DIRECTION_OPPOSE:
      return kRed;
    default:
      return kYellow;
  }
}

}  // namespace standpoint
