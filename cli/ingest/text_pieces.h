// A text of any length, piece by piece, cut where little is lost.

#ifndef STANDPOINT_CLI_INGEST_TEXT_PIECES_H_
#define STANDPOINT_CLI_INGEST_TEXT_PIECES_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/ingest/byte_source.h"

namespace standpoint {

// Where to cut a text that goes on after `text`: after its last empty line; or else after its last line break, its last blank, its
// last whole code point; or else at its end. Units: bytes; more than 0 for a text that is not empty.
size_t PlaceToCut(absl::string_view text);

// Holds one piece and a half at most. The pieces together are the text. Threads: one at a time.
class TextPieces {
 public:
  TextPieces(std::unique_ptr<ByteSource> bytes, size_t max_bytes)
      : bytes_(std::move(bytes)), max_bytes_(max_bytes) {}

  // The next piece, of `max_bytes` at most; false at the end. Errors: those of ByteSource.
  absl::StatusOr<bool> Next(std::string& piece);

 private:
  const std::unique_ptr<ByteSource> bytes_;
  const size_t max_bytes_;
  std::string rest_;
  bool ended_ = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_CLI_INGEST_TEXT_PIECES_H_
