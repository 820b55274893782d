#include "store/query/narrative_groups.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "store/query/contradiction_pairs.h"
#include "store/query/signed_clusters.h"

namespace standpoint {
namespace {

// How much support holds two sayings together, so that one direction alone must be 0.8 sure. Below it they repel: a side taken by
// chance is not yet a story.
constexpr double kBond = 0.4;
constexpr double kUnit = 1'000'000;  // of weights

const v1::Claim& FirstClaim(const Saying& saying) { return *saying.tellings[0].claim; }

void Count(absl::Span<const Saying> sayings, NarrativeGroup& group) {
  std::set<size_t> voices;
  std::set<const v1::Claim*> claims;
  for (const size_t place : group.sayings) {
    for (const Telling& telling : sayings[place].tellings) {
      voices.insert(telling.voice);
      claims.insert(telling.claim);
    }
  }
  group.voices = static_cast<int>(voices.size());
  group.claims = static_cast<int>(claims.size());
}

// Of the whole weights of support, so that sums do not depend on their order.
using Support = std::map<size_t, int64_t>;

size_t TypicalOf(absl::Span<const Saying> sayings, const NarrativeGroup& group,
                 const Support& support) {
  const auto rank = [&](size_t place) {
    const auto it = support.find(place);
    return std::make_tuple(sayings[place].denied, it == support.end() ? 0 : -it->second,
                           -static_cast<int64_t>(sayings[place].tellings.size()));
  };
  return *std::min_element(group.sayings.begin(), group.sayings.end(), [&](size_t a, size_t b) {
    return rank(a) != rank(b) ? rank(a) < rank(b)
                              : IsPublishedBefore(FirstClaim(sayings[a]), FirstClaim(sayings[b]));
  });
}

const v1::Claim& EarliestOf(absl::Span<const Saying> sayings, const NarrativeGroup& group) {
  const size_t first =
      *std::min_element(group.sayings.begin(), group.sayings.end(), [&](size_t a, size_t b) {
        return IsPublishedBefore(FirstClaim(sayings[a]), FirstClaim(sayings[b]));
      });
  return FirstClaim(sayings[first]);
}

// What was judged within a group.
struct Within {
  int64_t sum = 0;  // of support above 0
  int64_t pairs = 0;
};

}  // namespace

std::vector<NarrativeGroup> GroupSayings(absl::Span<const Saying> sayings,
                                         absl::Span<const SayingPair> pairs, float min_confidence) {
  std::vector<SignedEdge> edges;
  std::vector<int64_t> supports;
  for (const SayingPair& pair : pairs) {
    const double support = MutualSupport(sayings[pair.a], sayings[pair.b], pair, min_confidence);
    edges.push_back({pair.a, pair.b, std::llround((support - kBond) * kUnit)});
    supports.push_back(std::llround(std::max(support, 0.0) * kUnit));
  }
  const std::vector<size_t> clusters = ClusterSigned(sayings.size(), edges);
  Support support;
  std::map<size_t, Within> within;
  for (size_t i = 0; i < pairs.size(); ++i) {
    const size_t cluster = clusters[pairs[i].a];
    if (cluster == clusters[pairs[i].b]) {
      support[pairs[i].a] += supports[i];
      support[pairs[i].b] += supports[i];
      within[cluster].sum += supports[i];
      ++within[cluster].pairs;
    }
  }
  std::map<size_t, NarrativeGroup> by_cluster;
  for (size_t place = 0; place < sayings.size(); ++place) {
    by_cluster[clusters[place]].sayings.push_back(place);
  }
  std::vector<NarrativeGroup> groups;
  for (auto& [cluster, group] : by_cluster) {
    const Within& judged = within[cluster];
    group.typical = TypicalOf(sayings, group, support);
    group.cohesion = judged.pairs == 0 ? 1
                                       : static_cast<double>(judged.sum) /
                                             (kUnit * static_cast<double>(judged.pairs));
    Count(sayings, group);
    groups.push_back(std::move(group));
  }
  std::sort(groups.begin(), groups.end(), [&](const NarrativeGroup& a, const NarrativeGroup& b) {
    const auto size = [](const NarrativeGroup& g) { return std::make_pair(-g.voices, -g.claims); };
    if (size(a) != size(b)) {
      return size(a) < size(b);
    }
    const v1::Claim& first_a = EarliestOf(sayings, a);
    const v1::Claim& first_b = EarliestOf(sayings, b);
    return first_a.name() != first_b.name() ? IsPublishedBefore(first_a, first_b)
                                            : a.sayings < b.sayings;
  });
  return groups;
}

}  // namespace standpoint
