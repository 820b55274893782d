// A store that takes its log up anew.

#ifndef STANDPOINT_STORE_REPLICA_REJOIN_H_
#define STANDPOINT_STORE_REPLICA_REJOIN_H_

#include <string>

#include "absl/status/status.h"

namespace standpoint {

// Lets the store in `directory`, which no server has open, apply its log from wherever that begins: after the brokers lost records
// (LOG_TRUNCATED, LOG_REPLACED). What the store has applied already comes to nothing, by revision. Errors: FAILED_PRECONDITION:
// DATA_IN_USE, PART_NOT_HOSTED when the store is on no log; INTERNAL.
absl::Status RejoinLog(const std::string& directory);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_REJOIN_H_
