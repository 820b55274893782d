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

// Makes a list of pieces, with a directory of every kPiecesPerEntry-th, so that readers need not go through all.
class PieceWriter {
 public:
  // Behind those that are there, whose numbers are all lower.
  void Add(const Piece& piece);
  // The list; empty without pieces. Leaves nothing.
  std::string Finish();

 private:
  std::string directory_;
  std::string pieces_;
  uint32_t count_ = 0;
  uint32_t end_ = 0;
};
inline constexpr uint32_t kPiecesPerEntry = 32;

// Reads pieces in order of their numbers. Lifetime: the bytes outlive it.
class PieceReader {
 public:
  explicit PieceReader(absl::string_view bytes);

  // False at the end, and for bytes that PieceWriter did not make: look at broken() then.
  bool Next(Piece* piece);
  // Passes over pieces that end at `offset` or before, as far as the directory tells. Never goes back.
  void SkipTowards(uint32_t offset);
  bool broken() const { return broken_; }

 private:
  uint32_t entry_count() const;
  uint32_t EntryEnd(uint32_t i) const;       // where the pieces before it end
  uint32_t EntryPosition(uint32_t i) const;  // behind the directory

  absl::string_view directory_;
  absl::string_view pieces_;
  absl::string_view rest_;  // of pieces_
  uint32_t next_entry_ = 0;
  uint32_t end_ = 0;
  bool broken_ = false;
};

// Makes one list of several, whatever their order: a removal takes away the piece of its numbers, which are never
// given again. `whole`: nothing older exists, so that removals need not be kept. False when one is broken.
bool CombinePieces(absl::Span<const absl::string_view> lists, bool whole, std::string* out);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_CHUNK_PIECE_LIST_H_
