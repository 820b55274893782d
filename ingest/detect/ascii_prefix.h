// How much of bytes is ASCII.

#ifndef STANDPOINT_INGEST_DETECT_ASCII_PREFIX_H_
#define STANDPOINT_INGEST_DETECT_ASCII_PREFIX_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace standpoint {

// The length of the longest start of `bytes` that is all below 0x80.
size_t AsciiPrefix(absl::string_view bytes);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_DETECT_ASCII_PREFIX_H_
