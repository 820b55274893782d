// Lists that the index by number answers: claims and stances by holder, target, term and direction, in the order of time.

#ifndef STANDPOINT_STORE_QUERY_NUMBERED_DOCUMENTS_H_
#define STANDPOINT_STORE_QUERY_NUMBERED_DOCUMENTS_H_

#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "store/engine/engine.h"
#include "store/index/numbers.h"
#include "store/index/posting.h"
#include "store/query/bound_filter.h"
#include "store/query/search/known_buckets.h"

namespace standpoint {

// Whether `filter` names words of the index, or of claims words in a holder's name, under which not nearly everything stands:
// they are then the way to its matches. `known`: between queries; null: words in names are none. Errors: INTERNAL.
absl::StatusOr<bool> IsListedByNumber(const Snapshot& snapshot, absl::string_view corpus,
                                      Space space, const BoundFilter& filter, KnownBuckets* known);

// A document, and which of its claims (stances) stand under the words, ascending.
struct NumberedDocument {
  PostingPosition position;
  std::vector<uint32_t> ordinals;
};

// Calls `visit` with the documents that hold claims (stances) under these words, as far as columns do not rule them out, in the order of lists, from `from` on, until it answers false. Returns whether the end was reached.
// Looks at all of them, whatever the page: some nanoseconds each. Errors: of `visit`, of the call; INTERNAL.
absl::StatusOr<bool> ForEachNumberedDocument(
    const Snapshot& snapshot, absl::string_view corpus, Space space, const BoundFilter& filter,
    bool newest_first, const std::optional<PostingPosition>& from, const CallContext& call,
    KnownBuckets* known, absl::FunctionRef<absl::StatusOr<bool>(const NumberedDocument&)> visit);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_NUMBERED_DOCUMENTS_H_
