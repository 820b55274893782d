// Where a document was taken from, when its client does not say.

#ifndef STANDPOINT_INGEST_DETECT_SOURCE_H_
#define STANDPOINT_INGEST_DETECT_SOURCE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// The host of `url`, in lower case and without user, port and "www.": "harbor-ledger.example" for
// "https://www.Harbor-Ledger.example:8443/2024/". Empty when `url` has none, or one of over 128 bytes.
std::string SourceInUrl(absl::string_view url);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_DETECT_SOURCE_H_
