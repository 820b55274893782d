#include "analyze/stance/stance_confidence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/stance.h"
#include "analyze/stance/stance_weights.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

constexpr size_t kLong = 7;  // words of a target

enum class Mention { kPronoun, kName, kDefinite, kIndefinite, kBare };

constexpr std::array<absl::string_view, 5> kHolders = {
    "holder:pronoun", "holder:name", "holder:definite", "holder:indefinite", "holder:bare"};
constexpr std::array<absl::string_view, 5> kTargets = {
    "target:pronoun", "target:name", "target:definite", "target:indefinite", "target:bare"};

// "she", "Ms Ortiz", "the union", "a neighbour", "critics".
Mention MentionOf(const TaggedText& text, TokenRange range) {
  const size_t first = range.first;
  switch (text.tag(first)) {
    case Tag::kPronoun:
    case Tag::kRelative:
      return range.size() == 1 ? Mention::kPronoun : Mention::kBare;
    case Tag::kDeterminer:
      return text.Is(first, "a") || text.Is(first, "an") || text.Is(first, "some") ||
                     text.Is(first, "any") || text.Is(first, "no")
                 ? Mention::kIndefinite
                 : Mention::kDefinite;
    case Tag::kProper:
      return Mention::kName;
    default:
      return Mention::kBare;
  }
}

bool HasClause(const TaggedText& text, TokenRange range) {
  for (size_t i = range.first; i < range.last; ++i) {
    const Tag tag = text.tag(i);
    if (tag == Tag::kVerb || tag == Tag::kBase || tag == Tag::kRelative || tag == Tag::kThat) {
      return true;
    }
  }
  return false;
}

float WeightOf(absl::string_view trait) {
  const absl::Span<const TraitWeight> weights = StanceWeights();
  const auto it = std::lower_bound(
      weights.begin(), weights.end(), trait,
      [](const TraitWeight& weight, absl::string_view name) { return weight.trait < name; });
  return it != weights.end() && it->trait == trait ? it->weight : 0.0f;
}

}  // namespace

std::vector<absl::string_view> StanceTraits(const TaggedText& text, const Stance& stance) {
  const TokenRange holder = text.Tokens(stance.holder.mention.begin, stance.holder.mention.end);
  const TokenRange target = text.Tokens(stance.target.begin, stance.target.end);
  std::vector<absl::string_view> traits = {"", stance.rule};
  traits.push_back(holder.empty() ? "holder:author"
                                  : kHolders[static_cast<size_t>(MentionOf(text, holder))]);
  traits.push_back(kTargets[static_cast<size_t>(MentionOf(text, target))]);
  if (HasClause(text, target)) {
    traits.emplace_back("target:clause");
  }
  if (target.size() == 1) {
    traits.emplace_back("target:word");
  } else if (target.size() >= kLong) {
    traits.emplace_back("target:long");
  }
  if (stance.direction == v1::DIRECTION_OPPOSE) {
    traits.emplace_back("against");
  }
  return traits;
}

float StanceConfidence(absl::Span<const absl::string_view> traits) {
  float odds = 0;
  for (const absl::string_view trait : traits) {
    odds += WeightOf(trait);
  }
  return 1.0f / (1.0f + std::exp(-odds));
}

}  // namespace standpoint
