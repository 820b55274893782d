// A document as one JSON object, a line of a JSON Lines file.

#ifndef STANDPOINT_INGEST_RECEIVE_JSON_DOCUMENT_H_
#define STANDPOINT_INGEST_RECEIVE_JSON_DOCUMENT_H_

#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "ingest/offsets/offset_map.h"

namespace standpoint {

// The values of the keys; empty or absent when the key is missing or null.
struct JsonDocument {
  std::string body;    // UTF-8: the value of `text` or `html`
  OffsetMap body_map;  // from `body` to the bytes of the JSON
  bool is_html = false;
  std::string source;
  std::string publisher;
  std::string url;
  std::string title;
  std::optional<absl::Time> publish_time;
  std::string language;
  std::map<std::string, std::string> labels;
};

// Whether bytes of unknown media type are to be read as a JsonDocument: an object opens and its
// first key follows.
bool LooksLikeJsonDocument(absl::string_view content);

// Reads one object with the keys `text` or `html` (exactly one of the two), `source`, `publisher`,
// `url`, `title`, `publish_time` or `date` (RFC 3339 or YYYY-MM-DD), `language`, `labels` (an
// object of strings). Written by hand because no JSON library tells which bytes a string was read
// from, and evidence must map back to them; the grammar that is accepted has a fixed depth of two.
// Errors: INVALID_ARGUMENT naming the field `content`, with the key and the byte: syntax, UTF-8,
// unknown or repeated keys, wrong types, what is missing. Source: RFC 8259.
absl::StatusOr<JsonDocument> ParseJsonDocument(absl::string_view content);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_RECEIVE_JSON_DOCUMENT_H_
