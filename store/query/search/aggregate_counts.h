// What an aggregate has counted, before it is cut to an answer: of one store, or of several together.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_AGGREGATE_COUNTS_H_
#define STANDPOINT_STORE_QUERY_SEARCH_AGGREGATE_COUNTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "standpoint/internal/v1/shard.pb.h"
#include "standpoint/v1/search.pb.h"
#include "store/index/numbers.h"
#include "store/query/search/group_table.h"

namespace standpoint {

// Groups, and distinct sources and holders in them, that one store hands on at most: some 20 MB.
inline constexpr size_t kMaxHandedOn = 4'000'000;

// Threads: one at a time.
struct AggregateCounts {
  Group total;
  std::vector<GroupTable> tables;
  TextNumbers texts;

  // Of counts that nobody has added anything to. Errors: INVALID_ARGUMENT for field "group_by".
  static absl::StatusOr<AggregateCounts> Make(
      Space space, const google::protobuf::RepeatedPtrField<std::string>& group_by);

  // Errors: RESOURCE_EXHAUSTED, reason AGGREGATE_TOO_LARGE, over kMaxHandedOn.
  absl::Status HandOn(internal::v1::AggregatePart* part) const;
  // Adds counts of documents that are none of those counted so far. Errors: INTERNAL for what HandOn did not make.
  absl::Status Add(const internal::v1::AggregatePart& part);

  // Fills `total` and `tables`.
  template <typename Request, typename Response>
  void Fill(const Request& request, size_t max_groups, Response* response) const {
    total.Fill("", response->mutable_total());
    for (size_t i = 0; i < tables.size(); ++i) {
      tables[i].Fill(request.group_by(static_cast<int>(i)), max_groups, texts,
                     response->add_tables());
    }
  }
};

// Errors: INVALID_ARGUMENT for field "max_groups".
absl::StatusOr<size_t> ReadMaxGroups(int value);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_AGGREGATE_COUNTS_H_
