// What decides whether two atoms that touch are one word or two.

#ifndef STANDPOINT_ANALYZE_SEGMENT_SPLIT_FEATURES_H_
#define STANDPOINT_ANALYZE_SEGMENT_SPLIT_FEATURES_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "analyze/segment/atoms.h"

namespace standpoint {

enum class Split : uint8_t {
  kNone,
  kWords,   // two surface tokens
  kWithin,  // two words of one surface token
};
inline constexpr size_t kSplitCount = 3;

inline constexpr uint32_t kSplitBuckets = 1u << 16;
inline constexpr size_t kSplitFeatureCount = 28;
using SplitFeatures = std::array<uint16_t, kSplitFeatureCount>;

// Atoms without white space between them. Units: indices of atoms, half-open.
struct AtomRun {
  uint32_t first = 0;
  uint32_t last = 0;
  uint8_t kind = 0;  // file name, fraction, ...: what its marks tell of it as a whole
  // The atoms that look like an address of a page or a mailbox; none where first_of_address == last_of_address.
  uint32_t first_of_address = 0;
  uint32_t last_of_address = 0;
};

AtomRun ReadAtomRun(absl::Span<const Atom> atoms, uint32_t first);

// Of the place before atom `right` of `chunk`; right > chunk.first.
SplitFeatures FeaturesBetween(absl::Span<const Atom> atoms, const AtomRun& chunk, uint32_t right);

// Of the place inside the atom `at`, a run of letters such as "cannot" or "its".
SplitFeatures FeaturesInside(absl::Span<const Atom> atoms, uint32_t at);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SEGMENT_SPLIT_FEATURES_H_
