// A small network over the words around a place: does a sentence end there?

#ifndef STANDPOINT_ANALYZE_SEGMENT_BOUNDARY_NETWORK_H_
#define STANDPOINT_ANALYZE_SEGMENT_BOUNDARY_NETWORK_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "analyze/segment/boundary_features.h"

namespace standpoint {

// A table of rows that are quantised with one scale.
struct QuantisedTable {
  absl::Span<const int8_t> rows;
  float scale = 1;
};

// Word vectors (the sum of a row each of form, suffix and shape) of kSide words on each side, one hidden layer of rectified
// units that also gets the rows of the place, one output. Lifetime: the spans outlive the network.
struct BoundaryParameters {
  static constexpr size_t kSide = 6;
  static constexpr size_t kWordSize = 32;
  static constexpr size_t kHidden = 64;

  QuantisedTable form;                  // [kFormRows, kWordSize]
  QuantisedTable suffix;                // [kSuffixRows, kWordSize]
  QuantisedTable shape;                 // [kShapeRows, kWordSize]
  QuantisedTable place;                 // [kPlaceRows, kHidden]
  absl::Span<const float> window;       // [2 * kSide * kWordSize, kHidden]
  absl::Span<const float> hidden_bias;  // [kHidden]
  absl::Span<const float> out;          // [kHidden]
  float out_bias = 0;                   // less the threshold
};

// Scratch memory, so that nothing is allocated for a word once it has grown.
struct BoundaryWorkspace {
  std::vector<PlaceFeatures> places;
  std::vector<float> vectors;
  std::vector<uint32_t> starts;
};

// Threads: safe.
class BoundaryNetwork {
 public:
  static constexpr size_t kLongestSentence = 512;  // in words: there it is cut

  explicit BoundaryNetwork(const BoundaryParameters& parameters) : parameters_(parameters) {}

  // The words of a paragraph that begin a sentence, in order, the first word among them. Lifetime: of the workspace, until its
  // next use. Linear in the words.
  absl::Span<const uint32_t> FindStarts(absl::Span<const Word> paragraph,
                                        BoundaryWorkspace& workspace) const;

 private:
  void LoadVectors(absl::Span<const Word> paragraph, size_t first, size_t last,
                   float* vectors) const;

  BoundaryParameters parameters_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SEGMENT_BOUNDARY_NETWORK_H_
