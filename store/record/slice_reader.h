// How who unpacks a claim or stance gets at the document's text.

#ifndef STANDPOINT_STORE_RECORD_SLICE_READER_H_
#define STANDPOINT_STORE_RECORD_SLICE_READER_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace standpoint {

// Gives `size` bytes of the document's text from `begin` on. Errors: INTERNAL, reason RECORD_CORRUPT, beyond the text.
using SliceReader =
    absl::FunctionRef<absl::Status(int64_t begin, int64_t size, std::string* slice)>;

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_SLICE_READER_H_
