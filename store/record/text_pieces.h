// A document's text, in pieces, so that who wants a few words of a long one does not read all of it.

#ifndef STANDPOINT_STORE_RECORD_TEXT_PIECES_H_
#define STANDPOINT_STORE_RECORD_TEXT_PIECES_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"
#include "store/engine/write_batch.h"
#include "store/record/keys.h"

namespace standpoint {

// Of each piece but the last. A text without bytes is one piece. Unit: bytes.
inline constexpr uint32_t kTextPiece = 16 << 10;

uint32_t TextPieceCount(uint64_t text_size);

void PutText(absl::string_view corpus, const DocumentRef& ref, absl::string_view text,
             WriteBatch* batch);
void DeleteText(absl::string_view corpus, const DocumentRef& ref, uint64_t text_size,
                WriteBatch* batch);

// The whole text. Errors: INTERNAL, reason RECORD_CORRUPT, when there is none.
absl::StatusOr<std::string> ReadText(const Snapshot& snapshot, absl::string_view corpus,
                                     const DocumentRef& ref);

// Gives slices of texts; keeps the last piece, since neighbours are asked for together.
// Threads: one at a time. Lifetime: the snapshot outlives it.
class TextSlicer {
 public:
  TextSlicer(const Snapshot& snapshot, absl::string_view corpus)
      : snapshot_(snapshot), corpus_(corpus) {}

  // `size` bytes from `begin` on. Errors: INTERNAL, reason RECORD_CORRUPT, where the document has no such text.
  absl::Status Slice(const DocumentRef& ref, int64_t begin, int64_t size, std::string* slice);

 private:
  absl::Status Load(const DocumentRef& ref, uint32_t piece);

  const Snapshot& snapshot_;
  const std::string corpus_;
  DocumentRef ref_;
  uint32_t piece_ = 0;
  std::string bytes_;       // of the piece, as stored
  absl::string_view text_;  // in it
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_TEXT_PIECES_H_
