// From numbers to records.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_NUMBER_READER_H_
#define STANDPOINT_STORE_QUERY_SEARCH_NUMBER_READER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"
#include "store/index/numbers.h"
#include "store/query/answers.h"
#include "store/query/bound_filter.h"
#include "store/query/search/bucket_owners.h"
#include "store/record/item_reader.h"

namespace standpoint {

// A record that was read by its number. Lifetime: until the next Read.
struct NumberedRecord {
  const StoredDocument* document = nullptr;
  uint32_t ordinal = 0;
  ClaimWithTerms claim;               // of space kClaim
  internal::v1::StanceRecord stance;  // of space kStance
};

// Keeps the last record, so that checking it and answering it reads it once. Threads: one at a time. Lifetime: the
// snapshot and `known` outlive it. Errors: INTERNAL, reason RECORD_CORRUPT, when nothing has the number.
class NumberReader {
 public:
  // `with_terms`: whether claims are read with their terms, which cost extra; filters by term need them. `known`: owners of
  // claims are taken from there and kept there; null: looked up one by one.
  NumberReader(const Snapshot& snapshot, absl::string_view corpus, Space space,
               bool with_terms = false, BucketOwnersCache* known = nullptr);

  // Which document has the number, and as the how manieth. Where nothing is kept, cheap for numbers that go up in small steps.
  absl::Status Locate(uint64_t number, DocumentRef* ref, uint32_t* ordinal);

  absl::StatusOr<NumberedRecord*> Read(uint64_t number);
  // Of a number that was located.
  absl::StatusOr<NumberedRecord*> Read(uint64_t number, const DocumentRef& ref, uint32_t ordinal);

  // Whether the whole record fulfils the filter.
  absl::StatusOr<bool> Matches(const BoundFilter& filter, uint64_t number);
  // Whether the claim's text, or the document's title or text, holds the words one after the other.
  absl::StatusOr<bool> Holds(const std::vector<std::string>& phrase, uint64_t number);
  absl::StatusOr<bool> HoldsAll(const std::vector<std::vector<std::string>>& phrases,
                                uint64_t number);
  // Of the document that has the number.
  absl::StatusOr<std::string> Text(uint64_t number);

 private:
  // Of what is kept between queries; null where that has nothing of the bucket.
  absl::StatusOr<const BucketOwners*> KnownOwners(uint32_t bucket);
  // Moves owners_ to the first document whose numbers lie behind those of the one under it, which becomes the owner of
  // the numbers from first_ to next_ - 1.
  absl::Status TakeOwner();
  // claim_text_ is then that of the number: what phrases are looked for in, without the rest of the record.
  absl::Status ReadClaimText(uint64_t number);

  static constexpr uint64_t kNone = ~uint64_t{0};

  const Snapshot& snapshot_;
  const std::string corpus_;
  const Space space_;
  const bool with_terms_;
  const std::string prefix_;
  BucketOwnersCache* const known_;
  absl::flat_hash_map<uint32_t, std::shared_ptr<const BucketOwners>> of_buckets_;  // null: none
  ItemReader items_;
  std::unique_ptr<KeyIterator> owners_;
  uint64_t first_ = 0;
  uint64_t next_ = 0;
  DocumentRef owner_;
  uint64_t number_ = kNone;  // of record_
  StoredDocument document_;
  NumberedRecord record_;
  uint64_t text_number_ = kNone;
  std::string claim_text_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_NUMBER_READER_H_
