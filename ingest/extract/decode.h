// Bytes of any character set to UTF-8.

#ifndef STANDPOINT_INGEST_EXTRACT_DECODE_H_
#define STANDPOINT_INGEST_EXTRACT_DECODE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ingest/detect/charset.h"
#include "ingest/offsets/offset_map.h"

namespace standpoint {

// UTF-8 and which bytes it came from.
struct Decoded {
  std::string text;
  OffsetMap map;  // covers all of `text`, also when it is the same as the bytes
};

// Without its byte-order mark. Malformed bytes are an error where the character set is certain, and
// U+FFFD where it was guessed. Nothing is normalised (NFC or other): the evidence is what was
// written. Errors: INVALID_ARGUMENT naming `content` and the byte; over `max_bytes` of UTF-8.
absl::StatusOr<Decoded> Decode(absl::string_view body, const Charset& charset, size_t max_bytes);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_EXTRACT_DECODE_H_
