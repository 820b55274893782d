// Whether a write of a document is in the store, or what overtook it.

#ifndef STANDPOINT_STORE_RECORD_APPLIED_H_
#define STANDPOINT_STORE_RECORD_APPLIED_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"

namespace standpoint {

// True for the document at `revision` or a later one, its deletion, or that of its corpus as of then. `corpus` and `document`
// are ids. Errors: those of the decoders; INTERNAL.
absl::StatusOr<bool> IsApplied(const Snapshot& snapshot, absl::string_view corpus,
                               absl::string_view document, int64_t revision);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_APPLIED_H_
