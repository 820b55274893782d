// What is known of the documents of a bucket, read from their column once and kept between queries.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_BUCKET_FACTS_H_
#define STANDPOINT_STORE_QUERY_SEARCH_BUCKET_FACTS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "store/index/columns.h"
#include "store/query/search/bucket_cache.h"

namespace standpoint {

// Threads: safe, for it never changes.
class BucketFacts {
 public:
  // Null for bytes that are no column of facts.
  static std::shared_ptr<const BucketFacts> Read(absl::string_view column);

  // Of the document that has the number; its numbers in the bucket are from `first` to before `end`. False when there is
  // none here. Lifetime: views into this.
  bool Find(uint32_t offset, uint32_t* first, uint32_t* end, DocumentFacts* facts) const;
  // All numbers are lower.
  uint32_t end() const { return documents_.empty() ? 0 : documents_.back().end; }
  size_t byte_size() const { return byte_size_; }

 private:
  struct OfDocument {
    uint32_t first = 0;
    uint32_t end = 0;
    int64_t seconds = 0;
    int32_t nanos = 0;
    bool is_dated = false;
    uint32_t source = 0;  // places in texts_
    uint32_t language = 0;
  };
  static constexpr uint32_t kStep = 64;

  std::vector<OfDocument> documents_;  // in order
  std::vector<uint16_t> starts_;       // the first document that ends behind each kStep-th number
  std::vector<std::string> texts_;     // each once
  size_t byte_size_ = 0;
};

using BucketFactsCache = BucketCache<BucketFacts>;

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_BUCKET_FACTS_H_
