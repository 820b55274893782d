// From sayings that were judged against each other to narratives.

#ifndef STANDPOINT_STORE_QUERY_NARRATIVE_GROUPS_H_
#define STANDPOINT_STORE_QUERY_NARRATIVE_GROUPS_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "store/query/saying_pairs.h"
#include "store/query/sayings.h"

namespace standpoint {

// Sayings that tell one story.
struct NarrativeGroup {
  std::vector<size_t> sayings;  // places, ascending; never empty
  size_t typical = 0;           // the one that the others support most
  int voices = 0;
  int claims = 0;
  double cohesion = 0;  // see v1::Narrative
};

// Puts every saying into one group, so that those that support each other are together: what attracts is mutual support, what
// repels is opposition, and, less, that a pair that was judged does not support each other (see signed_clusters.h). Of most voices
// first, then of most claims, then by what was published first. The typical saying is an affirmed one where the group has any.
std::vector<NarrativeGroup> GroupSayings(absl::Span<const Saying> sayings,
                                         absl::Span<const SayingPair> pairs, float min_confidence);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_NARRATIVE_GROUPS_H_
