// Plain text to the text of a document.

#ifndef STANDPOINT_INGEST_EXTRACT_PLAIN_TEXT_H_
#define STANDPOINT_INGEST_EXTRACT_PLAIN_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "ingest/offsets/offset_map.h"

namespace standpoint {

// `text` (UTF-8) with as little changed as paragraphs need: line ends become LF, any number of
// blank lines and a form feed become one blank line, other control characters but the tab go, as
// does white space at both ends. `map` leads from the result to `text` and covers all but line ends
// that a form feed stands for.
std::string TidyPlainText(absl::string_view text, OffsetMap& map);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_EXTRACT_PLAIN_TEXT_H_
