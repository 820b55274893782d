// Which of some texts are near each other, by words and meaning.

#ifndef STANDPOINT_STORE_QUERY_NEAR_PAIRS_H_
#define STANDPOINT_STORE_QUERY_NEAR_PAIRS_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"

namespace standpoint {

// What a text is compared by.
struct TextFeatures {
  std::vector<std::string> terms;  // normalised words, each once
  std::string embedding;           // signed 8-bit components; may be empty
};

// Pairs (i, j), i < j, of texts of which either is one of the `limit` others that are nearest to the other one; in ascending order, at
// most `limit` times the texts in all. Near is what shares words, rare ones counting more, and has vectors of one direction. Quadratic in
// the texts: some tens of milliseconds for 1,000.
std::vector<std::pair<size_t, size_t>> FindNearPairs(absl::Span<const TextFeatures> texts,
                                                     size_t limit);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_NEAR_PAIRS_H_
