// Walks the numbers of one bucket that fulfil a clause.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_CLAUSE_CURSOR_H_
#define STANDPOINT_STORE_QUERY_SEARCH_CLAUSE_CURSOR_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "store/chunk/posting_chunk.h"

namespace standpoint {

// A number of a bucket with its score there.
using ScoredOffset = std::pair<uint16_t, uint32_t>;

// Over a word's chunk, which is decoded block by block where it has to be, or over a list that was made before.
// Threads: one at a time. Lifetime: what it walks over outlives it.
class ClauseCursor {
 public:
  static constexpr uint32_t kEnd = kBucketSize;

  // Both set the cursor before the first number. False when the chunk is broken.
  bool OpenChunk(absl::string_view bytes, uint32_t rarity);
  void OpenList(const std::vector<ScoredOffset>* list);

  uint32_t count() const { return count_; }
  // No number of the bucket has a higher score.
  uint64_t bound() const { return bound_; }

  // To the first number >= `target`, which is not lower than any before; kEnd behind the last, and for broken chunks:
  // look at broken() then.
  uint32_t Seek(uint32_t target);
  bool broken() const { return broken_; }
  // Where Seek found a number.
  uint64_t score() const;
  // As the how manieth word it stands there; 0 where the chunk does not tell. Of a list always 0.
  uint8_t position();

  // No number from `target` to `*last` has a higher score; `*last` is at least `target`. Decodes nothing.
  uint64_t BoundFrom(uint32_t target, uint32_t* last);

 private:
  // To the block that may hold `target`; false behind the last.
  bool FindBlock(uint32_t target);

  PostingChunk chunk_;
  uint32_t rarity_ = 0;
  uint32_t block_index_ = 0;
  uint32_t decoded_ = ~0u;
  uint32_t positions_decoded_ = ~0u;
  PostingChunk::Block block_;
  PostingChunk::Positions positions_;
  const std::vector<ScoredOffset>* list_ = nullptr;
  uint32_t at_ = 0;  // in the block or the list
  uint32_t count_ = 0;
  uint64_t bound_ = 0;
  bool broken_ = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_CLAUSE_CURSOR_H_
