// Which narratives stand against each other.

#ifndef STANDPOINT_STORE_QUERY_NARRATIVE_OPPOSITIONS_H_
#define STANDPOINT_STORE_QUERY_NARRATIVE_OPPOSITIONS_H_

#include "absl/types/span.h"
#include "standpoint/v1/narrative.pb.h"
#include "store/query/narrative_groups.h"
#include "store/query/saying_pairs.h"
#include "store/query/sayings.h"

namespace standpoint {

// Fills `oppositions` of the groups, which the answer has in this order: two are opposed when a pair of their claims contradicts each
// other by both judgements and is at least `min_confidence` sure (see contradiction_pairs.h), and when what was judged between them is
// opposed on the whole. The result does not depend on the order of `pairs`, of which one may be given twice.
void FillOppositions(absl::Span<const Saying> sayings, absl::Span<const NarrativeGroup> groups,
                     absl::Span<const SayingPair> pairs, float min_confidence,
                     v1::FindNarrativesResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_NARRATIVE_OPPOSITIONS_H_
