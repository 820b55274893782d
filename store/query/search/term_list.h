// Where a word stands, bucket by bucket.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_TERM_LIST_H_
#define STANDPOINT_STORE_QUERY_SEARCH_TERM_LIST_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"
#include "store/index/numbers.h"

namespace standpoint {

// A word's list: of every bucket how many postings it has and how much the best of them weighs. Keeps some of its
// bytes, for reading them again costs more. Lifetime: the snapshot outlives it. Threads: one at a time.
class TermList {
 public:
  struct Bucket {
    uint32_t bucket = 0;
    uint32_t count = 0;
    uint8_t max_impact = 0;
    size_t kept_at = kNotKept;  // where its chunk begins among what is kept
    size_t kept_size = 0;
  };
  static constexpr size_t kNotKept = ~size_t{0};
  static constexpr size_t kMostKept = 256 << 10;

  // Looks at the heads of all buckets, and keeps the first `most_kept` bytes. Errors: INTERNAL.
  static absl::StatusOr<TermList> Open(const Snapshot& snapshot, absl::string_view corpus,
                                       Space space, absl::string_view word,
                                       size_t most_kept = kMostKept);

  // Ascending; none is empty.
  const std::vector<Bucket>& buckets() const { return buckets_; }
  uint64_t count() const { return count_; }
  // Null when the word is not in the bucket.
  const Bucket* Find(uint32_t bucket) const;

  // The chunk of a bucket. Lifetime: until the next call. Errors: INTERNAL.
  absl::StatusOr<absl::string_view> Read(uint32_t bucket);

 private:
  std::string prefix_;
  std::unique_ptr<KeyIterator> iterator_;
  std::vector<Bucket> buckets_;
  std::string kept_;
  uint64_t count_ = 0;
};

// INTERNAL, reason RECORD_CORRUPT: what every reader of lists answers where one is broken.
absl::Status BrokenList();

// Words of the index that begin so, at most `limit` of them, in order. Errors: INTERNAL.
absl::StatusOr<std::vector<std::string>> WordsThatBegin(const Snapshot& snapshot,
                                                        absl::string_view corpus, Space space,
                                                        absl::string_view beginning, size_t limit);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_TERM_LIST_H_
