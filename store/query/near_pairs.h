// Which of some texts are near each other, by words and meaning.

#ifndef STANDPOINT_STORE_QUERY_NEAR_PAIRS_H_
#define STANDPOINT_STORE_QUERY_NEAR_PAIRS_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "analyze/client/analyze_client.h"

namespace standpoint {

// Pairs (i, j), i < j, of texts of which either is one of the `limit` others that are nearest to the other one; in ascending order, at
// most `limit` times the texts in all. Near is what shares words, rare ones counting more, and has vectors of one direction. Quadratic in
// the texts: some tens of milliseconds for 1,000.
std::vector<std::pair<size_t, size_t>> FindNearPairs(absl::Span<const PropositionFeatures> texts,
                                                     size_t limit);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_NEAR_PAIRS_H_
