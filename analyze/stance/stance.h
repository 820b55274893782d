// Stances as the steps hand them on. The words mean what docs/claims-and-stances.md says.

#ifndef STANDPOINT_ANALYZE_STANCE_STANCE_H_
#define STANDPOINT_ANALYZE_STANCE_STANCE_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// (holder, target, direction), with the words that show it.
struct Stance {
  static constexpr uint32_t kNoClaim = 0xffffffff;

  Holder holder;
  ByteSpan target;  // never empty
  ByteSpan
      target_full_name;  // the fullest mention of the same target; empty where it cannot be told
  v1::Direction direction = v1::DIRECTION_SUPPORT;
  ByteSpan evidence;          // never empty
  float confidence = 0;       // [0, 1]
  float strength = 0;         // [0, 1]
  uint32_t claim = kNoClaim;  // index of the claim that carries it
  absl::string_view rule;     // by which it was found ("attitude:verb"); a constant
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_STANCE_H_
