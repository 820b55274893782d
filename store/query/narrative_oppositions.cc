#include "store/query/narrative_oppositions.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/query/contradiction_pairs.h"

namespace standpoint {
namespace {

constexpr size_t kMaxOppositions = 100;
constexpr double kUnit = 1'000'000;  // of support, whose sum does not depend on the order then

// What was judged between two groups.
struct Between {
  int64_t support = 0;
  std::vector<OpposedClaims> opposed;
  std::map<std::string, int> first_groups;  // of the first claims of these, by name
};

bool IsToldBy(const Saying& saying, const v1::Claim* claim, int holder) {
  return std::any_of(saying.tellings.begin(), saying.tellings.end(), [&](const Telling& telling) {
    return telling.claim == claim && telling.holder == holder;
  });
}

// Whose views oppose each other, if they are views of these two sayings: one who denies a claim that its author believes says one
// thing, the author another.
std::optional<OpposedClaims> OpposedIn(const Saying& a, const Saying& b, const SayingPair& pair,
                                       float min_confidence) {
  const v1::Claim* const first = a.tellings[0].claim;
  const v1::Claim* const second = b.tellings[0].claim;
  if (AreOneText(*first, *second)) {
    return std::nullopt;
  }
  std::optional<OpposedClaims> opposed = Oppose(*first, pair.a_to_b, *second, pair.b_to_a);
  if (!opposed || opposed->confidence < min_confidence) {
    return std::nullopt;
  }
  const bool turned = opposed->first != first;
  const Saying& earlier = turned ? b : a;
  const Saying& later = turned ? a : b;
  if (!IsToldBy(earlier, opposed->first, opposed->first_holder) ||
      !IsToldBy(later, opposed->second, opposed->second_holder)) {
    return std::nullopt;
  }
  return opposed;
}

// By the indexes of both, the lesser first.
using BetweenGroups = std::map<std::pair<int, int>, Between>;

BetweenGroups Gather(absl::Span<const Saying> sayings, absl::Span<const NarrativeGroup> groups,
                     absl::Span<const SayingPair> pairs, float min_confidence) {
  std::map<size_t, int> group_of;
  for (size_t i = 0; i < groups.size(); ++i) {
    for (const size_t place : groups[i].sayings) {
      group_of[place] = static_cast<int>(i);
    }
  }
  std::map<std::pair<size_t, size_t>, const SayingPair*> once;
  for (const SayingPair& pair : pairs) {
    once[std::minmax(pair.a, pair.b)] = &pair;
  }
  BetweenGroups between;
  for (const auto& [places, pair] : once) {
    const auto a = group_of.find(pair->a);
    const auto b = group_of.find(pair->b);
    if (a == group_of.end() || b == group_of.end() || a->second == b->second) {
      continue;
    }
    const Saying& of_a = sayings[pair->a];
    const Saying& of_b = sayings[pair->b];
    Between& both = between[std::minmax(a->second, b->second)];
    both.support += std::llround(MutualSupport(of_a, of_b, *pair, min_confidence) * kUnit);
    if (const auto opposed = OpposedIn(of_a, of_b, *pair, min_confidence)) {
      both.opposed.push_back(*opposed);
      const bool turned = opposed->first != of_a.tellings[0].claim;
      both.first_groups[opposed->first->name()] = turned ? b->second : a->second;
    }
  }
  return between;
}

v1::NarrativeOpposition ToOpposition(const std::pair<int, int>& groups, const Between& both) {
  v1::FindContradictionsResponse contradictions;
  FillContradictions(both.opposed, v1::CONTRADICTION_KIND_UNSPECIFIED, 1, &contradictions);
  v1::NarrativeOpposition opposition;
  opposition.set_contradiction_count(1 + contradictions.left_out_count());
  opposition.mutable_surest()->Swap(contradictions.mutable_contradictions(0));
  opposition.set_confidence(opposition.surest().confidence());
  const int first = both.first_groups.at(opposition.surest().first().claim().name());
  opposition.set_first_index(first);
  opposition.set_second_index(first == groups.first ? groups.second : groups.first);
  return opposition;
}

}  // namespace

void FillOppositions(absl::Span<const Saying> sayings, absl::Span<const NarrativeGroup> groups,
                     absl::Span<const SayingPair> pairs, float min_confidence,
                     v1::FindNarrativesResponse* response) {
  std::vector<v1::NarrativeOpposition> found;
  for (const auto& [indexes, both] : Gather(sayings, groups, pairs, min_confidence)) {
    if (!both.opposed.empty() && both.support < 0) {
      found.push_back(ToOpposition(indexes, both));
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const v1::NarrativeOpposition& a, const v1::NarrativeOpposition& b) {
                     return a.confidence() > b.confidence();
                   });
  found.resize(std::min(found.size(), kMaxOppositions));
  for (v1::NarrativeOpposition& opposition : found) {
    response->add_oppositions()->Swap(&opposition);
  }
}

}  // namespace standpoint
