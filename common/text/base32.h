// Bytes as names can carry them.

#ifndef STANDPOINT_COMMON_TEXT_BASE32_H_
#define STANDPOINT_COMMON_TEXT_BASE32_H_

#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// a-z and 2-7, without padding: 8 characters for 5 bytes, rounded up. Its order is not that of the bytes.
// Source: RFC 4648, section 6, in lower case.
std::string Base32(absl::string_view bytes);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TEXT_BASE32_H_
