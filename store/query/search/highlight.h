// Where the words of a query stand in what was found.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_HIGHLIGHT_H_
#define STANDPOINT_STORE_QUERY_SEARCH_HIGHLIGHT_H_

#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "standpoint/v1/search.pb.h"
#include "store/query/search/search_query.h"

namespace standpoint {

// Of the clauses that are required. Threads: safe.
class Highlighter {
 public:
  explicit Highlighter(const SearchQuery& query);

  bool empty() const { return words_.empty() && prefixes_.empty(); }

  // Adds a highlight of `field` when a word stands in `value`, of which, when it is long, the passage with most of
  // the words is shown.
  void Add(absl::string_view field, absl::string_view value,
           google::protobuf::RepeatedPtrField<v1::Highlight>* highlights) const;

 private:
  struct Hit {
    uint32_t begin;
    uint32_t end;
    std::string stem;
  };
  std::vector<Hit> Find(absl::string_view value) const;

  std::set<std::string, std::less<>> words_;
  std::vector<std::string> prefixes_;
};

// Longer values are shown in part. Unit: bytes.
inline constexpr size_t kMaxSnippet = 320;

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_HIGHLIGHT_H_
