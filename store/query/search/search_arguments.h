// What SearchClaims and SearchDocuments are asked, and the tokens of their pages.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_SEARCH_ARGUMENTS_H_
#define STANDPOINT_STORE_QUERY_SEARCH_SEARCH_ARGUMENTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "standpoint/v1/search.pb.h"
#include "store/index/numbers.h"
#include "store/query/bound_filter.h"
#include "store/query/place.h"
#include "store/query/search/known_buckets.h"
#include "store/query/search/search_query.h"

namespace standpoint {

enum class SearchOrder { kRelevance, kNewest, kOldest };

// Where a page ends, and what later pages keep of the first.
struct SearchPlace {
  uint64_t merit = 0;
  ScanPlace place;
  std::vector<uint32_t> rarities;  // of the words

  friend bool operator==(const SearchPlace&, const SearchPlace&) = default;
};
std::string EncodeSearchPlace(const SearchPlace& place);
// False for bytes that EncodeSearchPlace did not make.
bool DecodeSearchPlace(absl::string_view bytes, SearchPlace* place);

// A place before every match: a page from there on is a first one that ranks by `rarities`.
SearchPlace FirstPlace(std::vector<uint32_t> rarities);

// Whether a match stands before another.
bool IsBefore(const SearchPlace& a, const SearchPlace& b, SearchOrder order);

struct SearchArguments {
  std::string corpus;
  Space space = Space::kClaim;
  SearchQuery query;
  BoundFilter filter;
  SearchOrder order = SearchOrder::kRelevance;
  size_t page_size = 0;
  std::optional<SearchPlace> after;
  uint64_t digest = 0;            // for the next page's token
  KnownBuckets* known = nullptr;  // between searches; may be null. Lifetime: outlives these
};

// Errors: INVALID_ARGUMENT that names the field.
absl::StatusOr<SearchArguments> ReadSearchArguments(const v1::SearchClaimsRequest& request);
absl::StatusOr<SearchArguments> ReadSearchArguments(const v1::SearchDocumentsRequest& request);

// Empty when there is no next page.
std::string NextPageToken(const SearchArguments& arguments,
                          const std::optional<SearchPlace>& place);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_SEARCH_ARGUMENTS_H_
