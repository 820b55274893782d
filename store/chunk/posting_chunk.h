// Values of family term: where a word stands within a bucket of numbers, and how much it weighs there.
// docs/formats/store.md has them byte by byte.

#ifndef STANDPOINT_STORE_CHUNK_POSTING_CHUNK_H_
#define STANDPOINT_STORE_CHUNK_POSTING_CHUNK_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "store/chunk/piece_list.h"

namespace standpoint {

// A word in a claim (document).
struct ChunkPosting {
  uint16_t offset = 0;  // in the bucket
  uint8_t impact = 0;   // 1 to kMaxImpact
  uint8_t position =
      0;  // as the how manieth word it stands there, from 1 to kMaxPosition; 0: not told

  friend bool operator==(const ChunkPosting&, const ChunkPosting&) = default;
};
inline constexpr uint8_t kMaxImpact = 63;
inline constexpr uint8_t kMaxPosition = 63;

// `postings` and `removed`: ascending, each offset once. Empty for no postings and no removals.
std::string EncodeChunk(absl::Span<const ChunkPosting> postings,
                        absl::Span<const uint16_t> removed);

// A chunk whose blocks are read one by one. Lifetime: the bytes outlive it.
class PostingChunk {
 public:
  static constexpr uint32_t kBlock = 128;  // postings of all blocks but the last
  static constexpr size_t kPadding = 8;    // room behind a block's postings, for decoding at once

  struct Block {
    uint32_t size = 0;
    std::array<uint16_t, kBlock + kPadding> offsets;
    std::array<uint8_t, kBlock + kPadding> impacts;
  };
  using Positions = std::array<uint8_t, kBlock>;

  // False for bytes that EncodeChunk did not make, as far as the directory tells.
  bool Parse(absl::string_view bytes);

  uint32_t size() const { return size_; }
  uint8_t max_impact() const { return max_impact_; }
  bool has_removals() const { return !removed_.empty(); }

  // Of the directory.
  uint32_t block_count() const { return (size_ + kBlock - 1) / kBlock; }
  // Largest offset, or an upper bound of it, in block `i`.
  uint16_t block_last(uint32_t i) const;
  uint8_t block_max_impact(uint32_t i) const;

  // False when the bytes are broken.
  bool Decode(uint32_t i, Block* block) const;
  // Of the same postings.
  bool DecodePositions(uint32_t i, Positions* positions) const;

  bool DecodeAll(std::vector<ChunkPosting>* postings) const;
  bool DecodeRemoved(std::vector<uint16_t>* removed) const;

 private:
  // Where the parts of a block lie.
  struct Layout {
    uint32_t size = 0;
    int gap_width = 0;
    int impact_width = 0;
    int position_width = 0;
    uint8_t least_impact = 0;
    absl::string_view gaps;  // and all that follows
    absl::string_view impacts;
    absl::string_view positions;
  };

  bool has_directory() const { return size_ > kBlock; }
  bool Find(uint32_t i, Layout* layout) const;

  uint32_t size_ = 0;
  bool has_positions_ = false;
  uint8_t max_impact_ = 0;
  absl::string_view removed_;
  absl::string_view directory_;
  absl::string_view blocks_;
};

// As CombinePieces.
bool CombineChunks(absl::Span<const absl::string_view> chunks, bool whole, std::string* out);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_CHUNK_POSTING_CHUNK_H_
