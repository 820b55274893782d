// The first step of ingest: a document as it was sent, checked. DocumentInput in, Receive, Received
// out.

#ifndef STANDPOINT_INGEST_RECEIVE_RECEIVE_H_
#define STANDPOINT_INGEST_RECEIVE_RECEIVE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "ingest/offsets/offset_map.h"
#include "standpoint/v1/ingest_service.pb.h"

namespace standpoint {

struct ReceiveLimits {
  int64_t max_content_bytes = 8 << 20;
};

// What was sent, within every limit. Empty strings: not given. Fields given beside the content win
// over keys inside it.
struct Received {
  std::string body;           // the document itself; of a JSON object its `text` or `html`
  OffsetMap body_map;         // from `body` to `content` as sent; empty when they are the same
  int64_t original_size = 0;  // of `content` as sent
  std::string media_type;     // "text/plain" or "text/html"
  std::string
      charset;  // IANA or alias, lower-case, as the client declared it; "utf-8" for what was JSON
  std::string source;
  std::string publisher;
  std::string url;
  std::string title;
  std::optional<absl::Time> publish_time;
  std::string language;
  std::map<std::string, std::string> labels;
};

// Checks `input` against the rules of its proto comments and unfolds media type application/json,
// declared or plain to see. Threads: safe. Errors: INVALID_ARGUMENT, reason INVALID_FIELD naming
// the field, or UNSUPPORTED_MEDIA_TYPE.
absl::StatusOr<Received> Receive(const v1::DocumentInput& input, const ReceiveLimits& limits);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_RECEIVE_RECEIVE_H_
