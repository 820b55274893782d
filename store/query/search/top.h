// The best matches of a query, a page at a time.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_TOP_H_
#define STANDPOINT_STORE_QUERY_SEARCH_TOP_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "store/engine/engine.h"
#include "store/index/numbers.h"
#include "store/query/bound_filter.h"
#include "store/query/scan.h"
#include "store/query/search/number_reader.h"
#include "store/query/search/search_query.h"

namespace standpoint {

enum class SearchOrder { kRelevance, kNewest, kOldest };

// A match, and where it stands in the order: the higher merit first, then the higher number.
struct RankedNumber {
  uint64_t merit = 0;  // the score, or what the time is worth
  uint64_t number = 0;
  uint64_t score = 0;

  friend bool operator<(const RankedNumber& a, const RankedNumber& b) {  // worse
    return a.merit != b.merit ? a.merit < b.merit : a.number < b.number;
  }
};

// Where a page ends, and what later pages keep of the first.
struct SearchPlace {
  uint64_t merit = 0;
  uint64_t number = 0;
  uint64_t limit = 0;              // numbers from here on were given later
  std::vector<uint32_t> rarities;  // of the words

  friend bool operator==(const SearchPlace&, const SearchPlace&) = default;
};
std::string EncodeSearchPlace(const SearchPlace& place);
// False for bytes that EncodeSearchPlace did not make.
bool DecodeSearchPlace(absl::string_view bytes, SearchPlace* place);

struct SearchArguments {
  std::string corpus;
  Space space = Space::kClaim;
  SearchQuery query;
  BoundFilter filter;
  SearchOrder order = SearchOrder::kRelevance;
  size_t page_size = 0;
  std::optional<SearchPlace> after;
};

struct SearchPage {
  std::vector<RankedNumber> matches;  // best first
  std::optional<SearchPlace> next;    // absent at the end
  bool partial = false;               // the budget was spent before everything was looked at
};

// Reads records only of what would be among the page, and only where columns do not decide; these spend the budget.
// Errors: those of Matcher::Open, of the call and of the budget; INTERNAL.
absl::StatusOr<SearchPage> SearchTop(const Snapshot& snapshot, const SearchArguments& arguments,
                                     const CallContext& call, ScanBudget* budget,
                                     NumberReader* reader);

// How many numbers of the space a corpus holds. Errors: INTERNAL.
absl::StatusOr<uint64_t> CountOf(const Snapshot& snapshot, absl::string_view corpus, Space space);

// The query, and words that matches of the filter must have besides: `term = ...`.
SearchQuery WithFilterTerms(const SearchQuery& query, const BoundFilter& filter);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_TOP_H_
