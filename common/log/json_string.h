// Strings as JSON writes them.

#ifndef STANDPOINT_COMMON_LOG_JSON_STRING_H_
#define STANDPOINT_COMMON_LOG_JSON_STRING_H_

#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// Appends `text` to `out` as a JSON string, quotes included. The result is always valid JSON in
// valid UTF-8 on one line: control characters, U+2028 and U+2029 are escaped, each byte that is not
// part of well-formed UTF-8 becomes U+FFFD. Source: RFC 8259.
void AppendJsonString(absl::string_view text, std::string& out);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_LOG_JSON_STRING_H_
