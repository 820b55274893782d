// Grouping what attracts and repels each other.

#ifndef STANDPOINT_STORE_QUERY_SIGNED_CLUSTERS_H_
#define STANDPOINT_STORE_QUERY_SIGNED_CLUSTERS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace standpoint {

// Two different vertices, and how much they attract (above 0) or repel (below 0) each other. Whole numbers, so that sums do
// not depend on their order.
struct SignedEdge {
  size_t a = 0;
  size_t b = 0;
  int64_t weight = 0;
};

// For each of `vertices` its cluster, as the least vertex of the same cluster, so that the sum of the weights within clusters is
// large (the best partition is NP-hard to find): the two clusters that attract each other most are joined until none do, then
// single vertices move to the cluster, or the solitude, that suits them best until none gains. Of equals the ones with the
// lesser vertices come first. Several edges of the same two vertices add up. Takes O(edges * log) for the joining, and O(edges) for
// each of at most kMaxPasses passes of moving.
// Source: M. Keuper and others: Efficient Decomposition of Image and Mesh Graphs by Lifted Multicuts (ICCV 2015), greedy additive
// edge contraction; the moves are those of B. Kernighan, S. Lin (1970), of single vertices.
std::vector<size_t> ClusterSigned(size_t vertices, absl::Span<const SignedEdge> edges);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SIGNED_CLUSTERS_H_
