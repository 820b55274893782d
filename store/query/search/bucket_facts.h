// What is known of the documents of a bucket, read from their column once and kept between queries.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_BUCKET_FACTS_H_
#define STANDPOINT_STORE_QUERY_SEARCH_BUCKET_FACTS_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "store/index/columns.h"

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

// Facts of buckets, those that were used last. A number is never given twice and what it names never changes, so that
// what was read once holds in every snapshot that has the number: nothing has to be thrown away when documents are
// written. What was written since is missing; what was removed is still there, and nobody asks for it.
// Threads: safe.
class BucketFactsCache {
 public:
  explicit BucketFactsCache(size_t max_bytes = 32 << 20) : max_bytes_(max_bytes) {}

  // `key`: of the column and the bucket. Null when nothing is kept.
  std::shared_ptr<const BucketFacts> Find(const std::string& key);
  // In place of what is kept.
  void Keep(const std::string& key, std::shared_ptr<const BucketFacts> facts);

 private:
  using Entry = std::pair<std::string, std::shared_ptr<const BucketFacts>>;

  const size_t max_bytes_;
  absl::Mutex mutex_;
  std::list<Entry> entries_ ABSL_GUARDED_BY(mutex_);  // the last used first
  absl::flat_hash_map<std::string, std::list<Entry>::iterator> by_key_ ABSL_GUARDED_BY(mutex_);
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_BUCKET_FACTS_H_
