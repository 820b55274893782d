// The best tree over scored arcs.

#ifndef STANDPOINT_ANALYZE_PARSE_TREE_H_
#define STANDPOINT_ANALYZE_PARSE_TREE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace standpoint {

// Scores of arcs between `size` words: at(i, 0) of word i being the root, at(i, j + 1) of word j being its head.
struct ArcScores {
  const float* scores;
  size_t size;
  size_t stride;

  float at(size_t dependent, size_t head) const { return scores[dependent * stride + head]; }
};

// heads[i]: 0 where word i is the root, else its head's index and 1. True if these are a tree with exactly one root. `marks`: scratch.
bool IsTree(const uint32_t* heads, size_t size, std::vector<uint8_t>& marks);

// Writes the heads of the tree with one root whose scores add up to the most. An arc from a word to itself is never taken; scores
// that are no numbers count as very low. Time: O(size^2). Source: Tarjan, "Finding optimum branchings", 1977, in the form for dense
// graphs; one root by the argument of Stanojevic and Cohen, "A Root of a Problem", EMNLP 2021.
void BestTree(const ArcScores& arcs, uint32_t* heads);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PARSE_TREE_H_
