// Values of family column: what a column holds for a bucket of numbers, in pieces that documents add and take away.
// docs/formats/store.md has them byte by byte.

#ifndef STANDPOINT_STORE_CHUNK_PIECE_LIST_H_
#define STANDPOINT_STORE_CHUNK_PIECE_LIST_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {

// Numbers of a bucket: its claims (stances, documents) are counted from 0.
inline constexpr uint32_t kBucketSize = 1 << 16;

// What a document has in a bucket: `count` numbers from `offset` on.
struct Piece {
  uint32_t offset = 0;
  uint32_t count = 0;
  bool is_removal = false;
  absl::string_view payload;  // of all `count`; empty for a removal
};

// Adds a piece behind those that are there, whose numbers are all lower. Starts from an empty string.
class PieceWriter {
 public:
  explicit PieceWriter(std::string* out) : out_(out) {}
  void Add(const Piece& piece);

 private:
  std::string* const out_;
  uint32_t end_ = 0;
};

// Reads pieces in order of their numbers. Lifetime: the bytes outlive it.
class PieceReader {
 public:
  explicit PieceReader(absl::string_view bytes) : rest_(bytes) {}

  // False at the end, and for bytes that PieceWriter did not make: look at broken() then.
  bool Next(Piece* piece);
  bool broken() const { return broken_; }

 private:
  absl::string_view rest_;
  uint32_t end_ = 0;
  bool broken_ = false;
};

// Makes one list of several, whatever their order: a removal takes away the piece of its numbers, which are never
// given again. `whole`: nothing older exists, so that removals need not be kept. False when one is broken.
bool CombinePieces(absl::Span<const absl::string_view> lists, bool whole, std::string* out);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_CHUNK_PIECE_LIST_H_
