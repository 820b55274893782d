// What the steps of ingest hand on, as text for people.

#ifndef STANDPOINT_TESTS_WALK_INGEST_TEXT_H_
#define STANDPOINT_TESTS_WALK_INGEST_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "ingest/detect/detect.h"
#include "ingest/extract/extract.h"
#include "ingest/receive/receive.h"

namespace standpoint {

// One line per field; the body as its size alone.
std::string ToText(const Received& received);
std::string ToText(const Detection& detection);

// The page's metadata, the text, and for each run of the map the piece of the text beside the bytes of `body` that it
// came from.
std::string ToText(const Extracted& extracted, absl::string_view body);

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_WALK_INGEST_TEXT_H_
