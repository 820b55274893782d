// The language of a text.

#ifndef STANDPOINT_INGEST_DETECT_LANGUAGE_H_
#define STANDPOINT_INGEST_DETECT_LANGUAGE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// The BCP-47 tag of the main language of `text` (UTF-8), by its first 16 KiB; "und" when that does
// not tell. Source: CLD2 (naive Bayes over quadgrams and the like).
std::string DetectLanguage(absl::string_view text);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_DETECT_LANGUAGE_H_
