#include "store/query/search/term_list.h"

#include <algorithm>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/chunk/posting_chunk.h"

namespace standpoint {

absl::Status BrokenList() {
  return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT", "a word's list cannot be read");
}

absl::StatusOr<TermList> TermList::Open(const Snapshot& snapshot, absl::string_view corpus,
                                        Space space, absl::string_view word, size_t most_kept) {
  TermList list;
  list.prefix_ = TermPrefix(corpus, space, word);
  list.iterator_ = snapshot.NewIterator(Family::kTerm, PrefixRange(list.prefix_));
  for (list.iterator_->SeekToFirst(); list.iterator_->Valid(); list.iterator_->Next()) {
    PostingChunk chunk;
    Bucket bucket;
    if (!ParseBucket(list.iterator_->key(), &bucket.bucket) ||
        !chunk.Parse(list.iterator_->value())) {
      return BrokenList();
    }
    bucket.count = chunk.size();
    bucket.max_impact = chunk.max_impact();
    if (bucket.count > 0) {
      const absl::string_view bytes = list.iterator_->value();
      if (list.kept_.size() + bytes.size() <= most_kept) {
        bucket.kept_at = list.kept_.size();
        bucket.kept_size = bytes.size();
        list.kept_.append(bytes.data(), bytes.size());
      }
      list.buckets_.push_back(bucket);
      list.count_ += bucket.count;
    }
  }
  RETURN_IF_ERROR(list.iterator_->status());
  return list;
}

const TermList::Bucket* TermList::Find(uint32_t bucket) const {
  const auto it =
      std::lower_bound(buckets_.begin(), buckets_.end(), bucket,
                       [](const Bucket& b, uint32_t wanted) { return b.bucket < wanted; });
  return it != buckets_.end() && it->bucket == bucket ? &*it : nullptr;
}

absl::StatusOr<absl::string_view> TermList::Read(uint32_t bucket) {
  const Bucket* const found = Find(bucket);
  if (found != nullptr && found->kept_at != kNotKept) {
    return absl::string_view(kept_).substr(found->kept_at, found->kept_size);
  }
  const std::string key = BucketKey(prefix_, bucket);
  iterator_->Seek(key);
  RETURN_IF_ERROR(iterator_->status());
  if (!iterator_->Valid() || iterator_->key() != absl::string_view(key)) {
    return BrokenList();
  }
  return iterator_->value();
}

absl::StatusOr<std::vector<std::string>> WordsThatBegin(const Snapshot& snapshot,
                                                        absl::string_view corpus, Space space,
                                                        absl::string_view beginning, size_t limit) {
  std::vector<std::string> words;
  const auto it =
      snapshot.NewIterator(Family::kTerm, PrefixRange(TermsPrefix(corpus, space, beginning)));
  for (it->SeekToFirst(); it->Valid() && words.size() < limit;) {
    std::string word;
    if (!ParseTerm(it->key(), corpus, space, &word)) {
      return BrokenList();
    }
    words.push_back(word);
    it->Seek(PrefixRange(TermPrefix(corpus, space, word)).end);
  }
  RETURN_IF_ERROR(it->status());
  return words;
}

}  // namespace standpoint
