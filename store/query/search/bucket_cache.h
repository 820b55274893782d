// What was read of buckets, kept between queries.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_BUCKET_CACHE_H_
#define STANDPOINT_STORE_QUERY_SEARCH_BUCKET_CACHE_H_

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"

namespace standpoint {

// Those that were used last. A number is never given twice and what it names never changes, so that what was read once
// holds in every snapshot that has the number: nothing has to be thrown away when documents are written. What was written
// since is missing; what was removed is still there, and nobody asks for it. `Value` tells its byte_size().
// Threads: safe.
template <typename Value>
class BucketCache {
 public:
  explicit BucketCache(size_t max_bytes = 32 << 20) : max_bytes_(max_bytes) {}

  // `key`: of the column and the bucket. Null when nothing is kept.
  std::shared_ptr<const Value> Find(const std::string& key) {
    const absl::MutexLock lock(&mutex_);
    const auto it = by_key_.find(key);
    if (it == by_key_.end()) {
      return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, it->second);
    return it->second->second;
  }

  // In place of what is kept.
  void Keep(const std::string& key, std::shared_ptr<const Value> value) {
    const absl::MutexLock lock(&mutex_);
    if (const auto it = by_key_.find(key); it != by_key_.end()) {
      bytes_ -= it->second->second->byte_size();
      entries_.erase(it->second);
      by_key_.erase(it);
    }
    bytes_ += value->byte_size();
    entries_.emplace_front(key, std::move(value));
    by_key_[key] = entries_.begin();
    while (bytes_ > max_bytes_ && entries_.size() > 1) {
      bytes_ -= entries_.back().second->byte_size();
      by_key_.erase(entries_.back().first);
      entries_.pop_back();
    }
  }

  // Whether so many values would lie here side by side, as far as those that do tell. Who goes through more of them again
  // and again finds none.
  bool HasRoomFor(size_t count) {
    const absl::MutexLock lock(&mutex_);
    return entries_.empty() || bytes_ / entries_.size() * count <= max_bytes_;
  }

 private:
  using Entry = std::pair<std::string, std::shared_ptr<const Value>>;

  const size_t max_bytes_;
  absl::Mutex mutex_;
  std::list<Entry> entries_ ABSL_GUARDED_BY(mutex_);  // the last used first
  absl::flat_hash_map<std::string, typename std::list<Entry>::iterator> by_key_
      ABSL_GUARDED_BY(mutex_);
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_BUCKET_CACHE_H_
