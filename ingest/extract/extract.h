// The third step of ingest: bytes in, Extract, text with its way back to the bytes out.

#ifndef STANDPOINT_INGEST_EXTRACT_EXTRACT_H_
#define STANDPOINT_INGEST_EXTRACT_EXTRACT_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ingest/detect/detect.h"
#include "ingest/extract/page_metadata.h"
#include "ingest/offsets/offset_map.h"

namespace standpoint {

struct ExtractLimits {
  size_t max_text_bytes = 8 << 20;  // of the UTF-8 before and after extraction
  size_t max_runs = 65'536;         // of the map; a finer one is made coarser
};

struct Extracted {
  std::string text;       // UTF-8, paragraphs parted by a blank line, never empty
  OffsetMap map;          // from `text` to the bytes; empty when they are the same
  PageMetadata metadata;  // of HTML
};

// The main text of `body`, which is what `detection` says. Time and memory grow linearly with the
// body. The text is not normalised (NFC or other), so that evidence is what was written. Errors:
// INVALID_ARGUMENT, reasons INVALID_FIELD naming `content` and the byte (malformed characters, too
// much text), EMPTY_DOCUMENT, and DOCUMENT_TOO_DEEP and DOCUMENT_TOO_COMPLEX of HtmlTree.
absl::StatusOr<Extracted> Extract(absl::string_view body, const Detection& detection,
                                  const ExtractLimits& limits);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_EXTRACT_EXTRACT_H_
