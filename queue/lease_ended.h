// What both engines answer to the holder of a lease that is no more.

#ifndef STANDPOINT_QUEUE_LEASE_ENDED_H_
#define STANDPOINT_QUEUE_LEASE_ENDED_H_

#include "absl/status/status.h"

namespace standpoint {

// NOT_FOUND, reason LEASE_ENDED.
absl::Status LeaseEnded();

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_LEASE_ENDED_H_
