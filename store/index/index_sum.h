// Whether the indexes by number hold what the records say, in memory that does not grow with them.

#ifndef STANDPOINT_STORE_INDEX_INDEX_SUM_H_
#define STANDPOINT_STORE_INDEX_INDEX_SUM_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"
#include "store/index/indexed_document.h"
#include "store/record/values.h"

namespace standpoint {

// Counts postings and pieces and sums up hashes of them: two indexes of equal sums hold the same, in whatever order
// they were added. What is lost, left over or changed shows; a hash of 64 bits makes a chance hit unlikely beyond care.
class IndexSum {
 public:
  // What a document should have.
  void AddDocument(absl::string_view corpus, const IndexedDocument& document,
                   const DocumentNumbers& numbers);

  // What is stored. Errors: INTERNAL on a broken disk, or reason RECORD_CORRUPT.
  absl::Status AddStored(const Snapshot& snapshot);

  int64_t postings() const { return postings_; }
  int64_t pieces() const { return pieces_; }

  friend bool operator==(const IndexSum&, const IndexSum&) = default;

 private:
  void AddPosting(uint64_t key, uint32_t offset, uint8_t impact, uint8_t position);
  void AddPiece(uint64_t key, uint32_t offset, uint32_t count, absl::string_view payload);
  absl::Status AddChunk(absl::string_view key, absl::string_view value);
  absl::Status AddPieces(absl::string_view key, absl::string_view value);

  int64_t postings_ = 0;
  int64_t pieces_ = 0;
  uint64_t sum_ = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_INDEX_INDEX_SUM_H_
