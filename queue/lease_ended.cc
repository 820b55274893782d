#include "queue/lease_ended.h"

#include "common/status/errors.h"

namespace standpoint {

absl::Status LeaseEnded() {
  return MakeError(absl::StatusCode::kNotFound, "LEASE_ENDED",
                   "the lease is settled or expired; somebody else may hold the item");
}

}  // namespace standpoint
