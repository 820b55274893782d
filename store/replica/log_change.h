// A record of the log as a change of the store.

#ifndef STANDPOINT_STORE_REPLICA_LOG_CHANGE_H_
#define STANDPOINT_STORE_REPLICA_LOG_CHANGE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/write/change.h"

namespace standpoint {

struct LogChange {
  Change change;          // without mark
  bool reclaims = false;  // the removal of a corpus whose bytes are to be gone from the disk, too
};

// Decodes, checks and encodes: the costly part. `value`: of a record. Errors: INVALID_ARGUMENT for what is no record or holds no
// valid document: no replica can store it; FAILED_PRECONDITION, reason FORMAT_TOO_NEW, for what a newer program wrote.
absl::StatusOr<LogChange> ChangeOf(absl::string_view value);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_LOG_CHANGE_H_
