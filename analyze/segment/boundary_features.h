// What decides whether a sentence ends between two words.

#ifndef STANDPOINT_ANALYZE_SEGMENT_BOUNDARY_FEATURES_H_
#define STANDPOINT_ANALYZE_SEGMENT_BOUNDARY_FEATURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "analyze/segment/word_splitter.h"

namespace standpoint {

// Rows of the network's embedding tables for one word.
struct BoundaryWord {
  uint16_t form = 0;
  uint16_t suffix = 0;
  uint16_t shape = 0;  // WordType and Gap
};
inline constexpr size_t kFormRows = 1u << 14;
inline constexpr size_t kSuffixRows = 1u << 11;
inline constexpr size_t kShapeRows = 64;

// Rows of the network's table of what is known about a place but not about the words around it. Each feature has rows of its
// own; the last one, the number of words since the last boundary, is only known while boundaries are being found.
inline constexpr size_t kPlaceFeatureCount = 7;
inline constexpr std::array<uint16_t, kPlaceFeatureCount + 1> kPlaceBase = {0,  16, 32,   48,
                                                                            64, 80, 1104, 1120};
inline constexpr size_t kPlaceRows = kPlaceBase.back();
using PlaceFeatures = std::array<uint16_t, kPlaceFeatureCount>;

// 0 to 15, growing with `words` by ever larger steps.
uint16_t DistanceBucket(size_t words);

// Whether a sentence can begin with `word`, which stands after `before` in a paragraph. Where a word in lower case follows
// letters, that happens once in some thousands of places: not worth looking at them all.
bool MayStart(const Word& before, const Word& word);

BoundaryWord FeaturesOf(const Word& word);

// Of the places before each word of a paragraph (`words`: the first one stands after a paragraph's gap). The last feature is
// left at its base. Replaces `places`.
void FindPlaceFeatures(absl::Span<const Word> words, std::vector<PlaceFeatures>& places);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SEGMENT_BOUNDARY_FEATURES_H_
