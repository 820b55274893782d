// How long a failed item rests before it is leased again. Shared by the engines.

#ifndef STANDPOINT_QUEUE_BACK_OFF_H_
#define STANDPOINT_QUEUE_BACK_OFF_H_

#include <cstdint>

#include "absl/time/time.h"

namespace standpoint {

struct BackOffOptions {
  absl::Duration initial = absl::Seconds(1);
  double factor = 2.0;                    // at least 1
  absl::Duration cap = absl::Minutes(5);  // at least `initial`
};

// The rest after the `attempts`-th attempt (1 for the first) of item `id`:
// initial * factor^(attempts-1), at most the cap, then shortened by up to a fifth so that items
// which failed together come back apart. The same arguments give the same answer.
absl::Duration BackOff(const BackOffOptions& options, int attempts, uint64_t id);

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_BACK_OFF_H_
