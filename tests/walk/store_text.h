// What the store writes for a document, as text for people.

#ifndef STANDPOINT_TESTS_WALK_STORE_TEXT_H_
#define STANDPOINT_TESTS_WALK_STORE_TEXT_H_

#include <string>

#include "absl/status/statusor.h"
#include "store/engine/write_batch.h"

namespace standpoint {

// The records of `puts` (of PrepareDocument), decoded: family, key, value; without times of sending and the analyzer's
// identity. Errors: those of the decoders.
absl::StatusOr<std::string> RecordsText(const WriteBatch& puts);

// Its entries in lists by time: kind, term. Errors: INTERNAL for what is none.
absl::StatusOr<std::string> IndexText(const WriteBatch& puts);

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_WALK_STORE_TEXT_H_
