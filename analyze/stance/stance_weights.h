// What each trait of a stance adds to the log odds that it is right.

#ifndef STANDPOINT_ANALYZE_STANCE_STANCE_WEIGHTS_H_
#define STANDPOINT_ANALYZE_STANCE_STANCE_WEIGHTS_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {

struct TraitWeight {
  absl::string_view trait;
  float weight;
};

// In order of traits. The trait "" is the weight of every stance.
absl::Span<const TraitWeight> StanceWeights();

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_STANCE_WEIGHTS_H_
