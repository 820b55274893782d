// UTF-8, counted in bytes. Well-formed is what the Unicode Standard says (table 3-7): no overlong forms, no surrogates,
// nothing over U+10FFFF, nothing cut off.

#ifndef STANDPOINT_COMMON_TEXT_UTF8_H_
#define STANDPOINT_COMMON_TEXT_UTF8_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace standpoint {

// Bytes of the well-formed code point at the front of `text`; 0 when there is none or `text` is empty.
size_t Utf8Length(absl::string_view text);

// Where the first byte stands that is part of no well-formed code point; text.size() when there is none.
size_t FirstMalformedUtf8(absl::string_view text);

inline bool IsUtf8(absl::string_view text) { return FirstMalformedUtf8(text) == text.size(); }

// Whether a code point of `text` (well-formed) begins at `offset`, or `offset` is its end. False beyond it.
bool IsUtf8Boundary(absl::string_view text, size_t offset);

// The longest start of `text` (well-formed) that has at most `max_bytes` bytes and cuts no code point.
absl::string_view TruncateUtf8(absl::string_view text, size_t max_bytes);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TEXT_UTF8_H_
