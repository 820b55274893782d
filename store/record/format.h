// The format of a whole database.

#ifndef STANDPOINT_STORE_RECORD_FORMAT_H_
#define STANDPOINT_STORE_RECORD_FORMAT_H_

#include "absl/status/status.h"
#include "store/engine/engine.h"

namespace standpoint {

// Marks an empty database with kFormatVersion (durably); looks at the mark of another. To be called
// before anything else reads or writes. Errors: FAILED_PRECONDITION, reason FORMAT_TOO_NEW, when a
// newer program wrote it; INTERNAL.
absl::Status PrepareFormat(Engine& engine);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_FORMAT_H_
