// SearchClaims and SearchDocuments, but for the read mask.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_SEARCHES_H_
#define STANDPOINT_STORE_QUERY_SEARCH_SEARCHES_H_

#include <vector>

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/search.pb.h"
#include "store/engine/engine.h"
#include "store/query/scan.h"
#include "store/query/search/search_arguments.h"

namespace standpoint {

// `arguments`: of the request. Claims come with terms where `with_terms`. `places`, unless null: gets the place of each
// hit. Errors: those of SearchTop.
absl::Status SearchClaims(const Snapshot& snapshot, const SearchArguments& arguments,
                          bool with_terms, const CallContext& call, ScanBudget* budget,
                          v1::SearchClaimsResponse* response,
                          std::vector<SearchPlace>* places = nullptr);

absl::Status SearchDocuments(const Snapshot& snapshot, const SearchArguments& arguments,
                             bool with_text, bool with_runs, const CallContext& call,
                             ScanBudget* budget, v1::SearchDocumentsResponse* response,
                             std::vector<SearchPlace>* places = nullptr);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_SEARCHES_H_
