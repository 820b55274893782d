// What every value begins with, and how a decoder says that he cannot read one.

#ifndef STANDPOINT_STORE_RECORD_ENVELOPE_H_
#define STANDPOINT_STORE_RECORD_ENVELOPE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "store/record/coding.h"

namespace standpoint {

// The version byte of this program.
std::string NewValue();

// Takes the version byte. Errors: FAILED_PRECONDITION, reason FORMAT_TOO_NEW; INTERNAL, reason RECORD_CORRUPT. `what`: for
// the message.
absl::Status ReadVersion(absl::string_view what, ByteReader* reader);

// INTERNAL, reason RECORD_CORRUPT.
absl::Status CorruptRecord(absl::string_view what);

// FAILED_PRECONDITION, reason FORMAT_TOO_NEW.
absl::Status TooNewFormat(absl::string_view what, uint64_t version, uint64_t known);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_ENVELOPE_H_
