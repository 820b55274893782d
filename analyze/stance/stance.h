// Stances as the steps hand them on. The words mean what docs/claims-and-stances.md says.

#ifndef STANDPOINT_ANALYZE_STANCE_STANCE_H_
#define STANDPOINT_ANALYZE_STANCE_STANCE_H_

#include "analyze/claim/claim.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// (holder, target, direction), with the words that show it.
struct Stance {
  Holder holder;
  ByteSpan target;  // never empty
  v1::Direction direction = v1::DIRECTION_SUPPORT;
  ByteSpan evidence;     // never empty
  float confidence = 0;  // [0, 1]
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_STANCE_H_
