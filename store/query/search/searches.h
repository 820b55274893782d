// SearchClaims and SearchDocuments, but for the read mask.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_SEARCHES_H_
#define STANDPOINT_STORE_QUERY_SEARCH_SEARCHES_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/search.pb.h"
#include "store/engine/engine.h"
#include "store/query/scan.h"
#include "store/query/search/top.h"

namespace standpoint {

// Errors: INVALID_ARGUMENT that names the field.
absl::StatusOr<SearchArguments> ReadSearchArguments(const v1::SearchClaimsRequest& request);
absl::StatusOr<SearchArguments> ReadSearchArguments(const v1::SearchDocumentsRequest& request);

// `arguments`: of the request. Claims come with terms where `with_terms`. Errors: those of SearchTop.
absl::Status SearchClaims(const Snapshot& snapshot, const SearchArguments& arguments,
                          const v1::SearchClaimsRequest& request, bool with_terms,
                          const CallContext& call, ScanBudget* budget,
                          v1::SearchClaimsResponse* response);

absl::Status SearchDocuments(const Snapshot& snapshot, const SearchArguments& arguments,
                             const v1::SearchDocumentsRequest& request, bool with_text,
                             bool with_runs, const CallContext& call, ScanBudget* budget,
                             v1::SearchDocumentsResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_SEARCHES_H_
