// In which claims of a bucket a word stands in a name, read from a column once and kept between queries.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_BUCKET_NAMES_H_
#define STANDPOINT_STORE_QUERY_SEARCH_BUCKET_NAMES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "store/query/search/bucket_cache.h"

namespace standpoint {

// Of column kHolders. Threads: safe, for it never changes.
class BucketNames {
 public:
  // `end`: all numbers that the bucket had were lower. Null for bytes that are no such column.
  static std::shared_ptr<const BucketNames> Read(absl::string_view column, uint32_t end);

  // Adds the numbers with a name in which all of `words` (folded, at least one) stand, in whatever order, and perhaps a few
  // more; ascending, each once.
  void Find(absl::Span<const std::string> words, std::vector<uint16_t>* offsets) const;
  uint32_t end() const { return end_; }
  size_t byte_size() const;

 private:
  struct WordOfName {
    uint32_t hash = 0;  // of the word
    uint32_t name = 0;

    friend auto operator<=>(const WordOfName&, const WordOfName&) = default;
  };

  std::vector<uint32_t> NamesWith(const std::string& word) const;

  std::vector<WordOfName> words_;  // in order
  std::vector<uint32_t> starts_;   // of each name and behind the last, where its numbers begin
  std::vector<uint16_t> numbers_;  // name by name, each ascending
  uint32_t end_ = 0;
};
using BucketNamesCache = BucketCache<BucketNames>;

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_BUCKET_NAMES_H_
