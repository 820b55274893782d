// Media types told from the first bytes.

#ifndef STANDPOINT_INGEST_DETECT_MEDIA_TYPE_H_
#define STANDPOINT_INGEST_DETECT_MEDIA_TYPE_H_

#include "absl/strings/string_view.h"

namespace standpoint {

// The media type of bytes that are no text: "application/pdf", "application/zip", ...;
// "application/octet-stream" for bytes with a NUL. Empty when they may be text. Source: WHATWG MIME
// Sniffing, and the formats' own signatures.
absl::string_view BinaryMediaType(absl::string_view prefix);

// "text/html" when text begins as HTML does, "application/xml" for other XML, "text/plain"
// otherwise. Source: WHATWG MIME Sniffing, section 7.1.
absl::string_view TextMediaType(absl::string_view prefix);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_DETECT_MEDIA_TYPE_H_
