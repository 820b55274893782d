// What a group of documents adds to the indexes by number, and takes from them: one value per word and bucket, not one
// per document.

#ifndef STANDPOINT_STORE_INDEX_INDEX_BATCH_H_
#define STANDPOINT_STORE_INDEX_INDEX_BATCH_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "store/chunk/posting_chunk.h"
#include "store/engine/write_batch.h"
#include "store/index/indexed_document.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {

// The numbers that follow those that are given. Moves `next` behind the ones that it gives.
DocumentNumbers GiveNumbers(uint32_t claims, uint32_t stances, DocumentNumbers* next);

// Threads: one at a time.
class IndexBatch {
 public:
  void Add(absl::string_view corpus, const DocumentRef& ref, const IndexedDocument& document,
           const DocumentNumbers& numbers);
  // `document`: as it was added.
  void Remove(absl::string_view corpus, const IndexedDocument& document,
              const DocumentNumbers& numbers);

  // Adds everything to `batch`.
  void Emit(WriteBatch* batch) const;

 private:
  struct Words {
    std::vector<ChunkPosting> added;
    std::vector<uint16_t> removed;
  };
  struct OwnedPiece {
    uint32_t offset;
    uint32_t count;
    bool is_removal;
    std::string payload;
  };

  void Change(absl::string_view corpus, const IndexedDocument& document,
              const DocumentNumbers& numbers, bool is_removal);
  void ChangeWords(absl::string_view corpus, const SpaceEntries& entries, uint64_t first,
                   bool is_removal);

  absl::flat_hash_map<std::string, Words> words_;                     // by key
  absl::flat_hash_map<std::string, std::vector<OwnedPiece>> pieces_;  // by key
  WriteBatch owners_;
};

// Of which space `numbers` are asked.
uint64_t FirstNumber(const DocumentNumbers& numbers, Space space);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_INDEX_INDEX_BATCH_H_
