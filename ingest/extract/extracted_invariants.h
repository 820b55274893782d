// What holds of every Extracted.

#ifndef STANDPOINT_INGEST_EXTRACT_EXTRACTED_INVARIANTS_H_
#define STANDPOINT_INGEST_EXTRACT_EXTRACTED_INVARIANTS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "ingest/detect/detect.h"
#include "ingest/extract/extract.h"

namespace standpoint {

// What is wrong with `extracted` of `body`; empty when nothing is: the text is UTF-8 and not empty; runs are in order
// of the text, within both, none empty; what they leave out of the text is white space; in UTF-8, stretches of equal
// length are the same bytes but for white space.
std::string BrokenInvariant(absl::string_view body, const Detection& detection,
                            const Extracted& extracted);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_EXTRACT_EXTRACTED_INVARIANTS_H_
