// Which documents have the numbers of a bucket, read once and kept between queries.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_BUCKET_OWNERS_H_
#define STANDPOINT_STORE_QUERY_SEARCH_BUCKET_OWNERS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"
#include "store/index/numbers.h"
#include "store/query/search/bucket_cache.h"
#include "store/record/keys.h"

namespace standpoint {

// Of a bucket behind which others have begun, so that no number of it is given any more. Threads: safe, for it never changes.
class BucketOwners {
 public:
  // Null while the last numbers of the space lie in the bucket. Errors: INTERNAL.
  static absl::StatusOr<std::shared_ptr<const BucketOwners>> Read(const Snapshot& snapshot,
                                                                  absl::string_view corpus,
                                                                  Space space, uint32_t bucket);

  // The document that was given the number, and its first number in the bucket. False when there was none.
  bool Find(uint32_t offset, DocumentRef* ref, uint32_t* first) const;
  size_t byte_size() const;

 private:
  std::vector<uint16_t> firsts_;  // of each document, ascending
  std::string refs_;              // one behind the other
};

using BucketOwnersCache = BucketCache<BucketOwners>;

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_BUCKET_OWNERS_H_
