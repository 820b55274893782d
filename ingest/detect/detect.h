// The second step of ingest: bytes in, Detect, what they are out.

#ifndef STANDPOINT_INGEST_DETECT_DETECT_H_
#define STANDPOINT_INGEST_DETECT_DETECT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ingest/detect/charset.h"

namespace standpoint {

// What a document's bytes are.
struct Detection {
  std::string media_type;  // "text/plain" or "text/html"
  Charset charset;
};

// `media_type` and `charset`: as declared, each may be empty. Looks at a bounded part of `body`,
// but for whether all of it is UTF-8. Threads: safe.
//
// The character set is, in this order: a byte-order mark's; the declared one; the one that the HTML
// names in its first 4 KiB; UTF-8 if the bytes are; a guess; windows-1252. Errors:
// INVALID_ARGUMENT: reason UNSUPPORTED_MEDIA_TYPE for what is no text (PDF, archives, images,
// programs, XML that is not HTML), reason INVALID_FIELD naming `charset` for a declared character
// set that is unknown.
absl::StatusOr<Detection> Detect(absl::string_view body, absl::string_view media_type,
                                 absl::string_view charset);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_DETECT_DETECT_H_
