// The columns of one bucket, read side by side.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_BUCKET_COLUMNS_H_
#define STANDPOINT_STORE_QUERY_SEARCH_BUCKET_COLUMNS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "store/chunk/piece_list.h"
#include "store/engine/engine.h"
#include "store/index/columns.h"
#include "store/index/numbers.h"
#include "store/query/search/bucket_facts.h"

namespace standpoint {

// Columns are read from disk when they are first asked for, and walked forwards: each method is called with offsets that
// do not go down within a bucket. What is missing or broken comes out empty; status() tells then.
// Threads: one at a time. Lifetime: the snapshot outlives it; views until the next call or Open.
class BucketColumns {
 public:
  // `known`: facts of documents are taken from there and kept there; null: read each time. Lifetime: it outlives this.
  BucketColumns(const Snapshot& snapshot, absl::string_view corpus, Space space,
                BucketFactsCache* known = nullptr);

  void Open(uint32_t bucket);
  const absl::Status& status() const { return status_; }

  // Of the document that has the number. `document`: its first number in the bucket, by which it is told apart.
  const DocumentFacts& Facts(uint32_t offset, uint32_t* document);
  ClaimKinds Kinds(uint32_t offset);
  uint8_t Direction(uint32_t offset);
  const HolderList& Holders(uint32_t offset);
  const std::vector<absl::string_view>& Targets(uint32_t offset);
  // Of claims.
  const std::vector<absl::string_view>& Entities(uint32_t offset);

  // Moves on to the next document whose numbers end behind `offset`; false at the end. Its facts are then those of its
  // first number.
  bool NextDocument(uint32_t offset, uint32_t* first, uint32_t* count);

 private:
  struct Cursor {
    Column column;
    bool is_sparse = false;  // documents may have no piece
    std::string prefix;
    bool is_open = false;
    std::unique_ptr<KeyIterator> values;  // of all buckets; holds the bytes of this one
    absl::string_view bytes;
    PieceReader reader{absl::string_view()};
    Piece piece;      // count 0: before the first
    ListReader list;  // behind `next` entries of the piece
    uint32_t next = 0;
  };

  Cursor MakeCursor(absl::string_view corpus, Space space, Column column) const;
  void Load(Cursor* cursor);
  // To the piece of `offset`; false when there is none.
  bool Find(Cursor* cursor, uint32_t offset);
  void ReadNames(Cursor* cursor, uint32_t offset, std::vector<absl::string_view>* names);
  // Whether what is kept between queries has the document; tries to read it once a bucket.
  bool FindKnown(uint32_t offset, uint32_t* document);
  void Broken();

  const Snapshot& snapshot_;
  uint32_t bucket_ = 0;
  absl::Status status_;
  Cursor facts_cursor_;
  Cursor kinds_;
  Cursor holders_cursor_;
  Cursor targets_cursor_;
  Cursor entities_cursor_;
  BucketFactsCache* const known_;
  std::shared_ptr<const BucketFacts> of_bucket_;
  DocumentFacts facts_;
  uint32_t known_first_ = 0;  // the numbers that known_facts_ is of
  uint32_t known_end_ = 0;
  DocumentFacts known_facts_;
  HolderList holders_;
  std::vector<absl::string_view> targets_;
  std::vector<absl::string_view> entities_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_BUCKET_COLUMNS_H_
