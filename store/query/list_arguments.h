// The arguments that all lists have, read and checked.

#ifndef STANDPOINT_STORE_QUERY_LIST_ARGUMENTS_H_
#define STANDPOINT_STORE_QUERY_LIST_ARGUMENTS_H_

#include <google/protobuf/field_mask.pb.h>

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/query/bound_filter.h"
#include "store/query/filter_fields.h"
#include "store/query/place.h"

namespace standpoint {

struct KnownBuckets;

struct ListArguments {
  std::string corpus;
  std::string document;  // empty: of the whole corpus
  BoundFilter filter;
  bool newest_first = true;  // of a corpus
  int page_size = 0;
  std::optional<ScanPlace> after;
  uint64_t digest = 0;            // for the next page's token
  KnownBuckets* known = nullptr;  // between queries; may be null. Lifetime: outlives these
};

// As they came in a request. Lifetime: views into it.
struct RawListArguments {
  absl::string_view parent;
  int page_size = 0;
  absl::string_view page_token;
  absl::string_view filter;
  absl::string_view order_by;
  const google::protobuf::FieldMask* read_mask = nullptr;
};

// Of a list request.
template <typename Request>
RawListArguments RawArguments(const Request& request) {
  return {request.parent(), request.page_size(), request.page_token(),
          request.filter(), request.order_by(),  &request.read_mask()};
}

// Errors: INVALID_ARGUMENT that names the field.
absl::StatusOr<ListArguments> ReadListArguments(ResourceKind kind, const RawListArguments& raw);

// Empty when there is no next page.
std::string NextPageToken(const ListArguments& arguments, const std::optional<ScanPlace>& place);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_LIST_ARGUMENTS_H_
