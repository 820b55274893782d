#include "analyze/stance/stance_list.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/stance.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

constexpr float kIntensified = 0.15f;
constexpr float kHedged = 0.2f;
constexpr int kSteps = 12;  // from a word upwards

constexpr std::array<absl::string_view, 24> kIntensifiers = {
    "very",         "utterly",  "totally",   "completely", "absolutely",    "deeply",
    "strongly",     "fiercely", "bitterly",  "vehemently", "firmly",        "flatly",
    "outright",     "wholly",   "extremely", "far",        "categorically", "roundly",
    "passionately", "warmly",   "fully",     "always",     "never",         "furiously"};
constexpr std::array<absl::string_view, 14> kHedges = {
    "somewhat", "slightly", "rather",   "fairly", "may",    "might",      "could",
    "perhaps",  "possibly", "probably", "partly", "mildly", "cautiously", "reluctantly"};

bool Overlap(ByteSpan a, ByteSpan b) { return a.begin < b.end && b.begin < a.end; }

// The same holder says of the same thing in the same place.
bool Same(const Stance& a, const Stance& b) {
  return a.holder.mention == b.holder.mention && Overlap(a.target, b.target);
}

}  // namespace

ByteSpan StanceList::Bytes(TokenRange range) const {
  const TaggedText& text = tree_.text();
  return range.empty() ? ByteSpan{} : ByteSpan{text.begin(range), text.end(range)};
}

TokenRange StanceList::TokensOf(ByteSpan span) const {
  return tree_.text().Tokens(span.begin, span.end);
}

Holder StanceList::HolderOf(TokenRange mention) const { return {Bytes(mention), ByteSpan{}}; }

float StanceList::Strength(TokenRange evidence, float strength) const {
  for (size_t i = evidence.first; i < evidence.last; ++i) {
    if (absl::c_linear_search(kIntensifiers, tree_.text().word(i))) {
      return std::min(1.0f, strength + kIntensified);
    }
    if (absl::c_linear_search(kHedges, tree_.text().word(i))) {
      return std::max(0.1f, strength - kHedged);
    }
  }
  return strength;
}

// "a step welcomed by charities": what the words of `evidence` describe, without the clause that they stand in.
TokenRange StanceList::Outside(TokenRange target, size_t evidence) const {
  const TaggedText& text = tree_.text();
  size_t word = evidence;
  for (int steps = 0; steps < kSteps && word != kNoWord && target.Contains(word); ++steps) {
    const size_t above = tree_.Head(word);
    const Relation relation = text.relation(word);
    if ((relation == Relation::kAcl || relation == Relation::kRelcl) && above != kNoWord &&
        above < word && target.Contains(above)) {
      target.last = std::max(above + 1, tree_.Yield(word).first);
      while (target.size() > 1 && text.tag(target.last - 1) == Tag::kPunctuation) {
        --target.last;
      }
      return target;
    }
    word = above;
  }
  return target;
}

void StanceList::Add(const Holder& holder, TokenRange target, int sign, TokenRange evidence,
                     const StanceRule& rule, uint32_t claim) {
  if (target.empty() || evidence.empty()) {
    return;
  }
  Stance stance;
  stance.holder = holder;
  const bool described = holder.is_author() && absl::StartsWith(rule.name, "value:");
  stance.target = Bytes(described ? target : Outside(target, evidence.first));
  const bool named = rule.name == "attitude:name";  // "critics of the bypass"
  if (!holder.is_author() && !named && Overlap(stance.target, holder.mention) &&
      stance.target.end - stance.target.begin <= holder.mention.end - holder.mention.begin) {
    return;
  }
  stance.direction = sign > 0   ? v1::DIRECTION_SUPPORT
                     : sign < 0 ? v1::DIRECTION_OPPOSE
                                : v1::DIRECTION_NEUTRAL;
  stance.evidence = Bytes(evidence);
  stance.strength = sign == 0 ? 0 : Strength(evidence, rule.strength);
  stance.claim = claim;
  stance.rule = rule.name;
  found_.push_back({stance, rule.precedence});
}

// "Retailers are lobbying to keep the bag" says what they want, and nothing of them.
void StanceList::DropActors() {
  const auto acts = [this](const Stance& judged) {
    return absl::StartsWith(judged.rule, "value:") &&
           absl::c_any_of(found_, [&judged](const Found& other) {
             return !absl::StartsWith(other.stance.rule, "value:") &&
                    Overlap(other.stance.holder.mention, judged.target) &&
                    Overlap(other.stance.evidence, judged.evidence);
           });
  };
  std::vector<Found> kept;
  absl::c_copy_if(found_, std::back_inserter(kept),
                  [&acts](const Found& found) { return !acts(found.stance); });
  found_ = std::move(kept);
}

std::vector<Stance> StanceList::Take() {
  DropActors();
  absl::c_stable_sort(found_, [](const Found& a, const Found& b) {
    if (a.stance.holder.mention.begin != b.stance.holder.mention.begin) {
      return a.stance.holder.mention < b.stance.holder.mention;
    }
    return a.stance.target.begin < b.stance.target.begin;
  });
  std::vector<Stance> kept;
  float precedence = 0;  // of the last one
  for (const Found& found : found_) {
    if (kept.empty() || !Same(kept.back(), found.stance)) {
      kept.push_back(found.stance);
      precedence = found.precedence;
    } else if (found.precedence > precedence) {
      kept.back() = found.stance;
      precedence = found.precedence;
    }
  }
  found_.clear();
  std::stable_sort(kept.begin(), kept.end(), [](const Stance& a, const Stance& b) {
    return a.evidence.begin != b.evidence.begin ? a.evidence < b.evidence : a.target < b.target;
  });
  return kept;
}

}  // namespace standpoint
