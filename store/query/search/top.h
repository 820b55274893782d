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
#include "store/query/search/best_numbers.h"
#include "store/query/search/matcher.h"
#include "store/query/search/number_reader.h"
#include "store/query/search/search_arguments.h"
#include "store/query/search/search_query.h"

namespace standpoint {

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

// What the ranking depends on besides the match itself: in how many claims or documents the words of a query stand. Sums
// over stores are those of one store that holds all. Errors: those of Matcher::Open.
absl::StatusOr<std::vector<WordCount>> CountWords(const Snapshot& snapshot,
                                                  const SearchArguments& arguments);

// How many numbers of the space a corpus holds. Errors: INTERNAL.
absl::StatusOr<uint64_t> CountOf(const Snapshot& snapshot, absl::string_view corpus, Space space);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_TOP_H_
