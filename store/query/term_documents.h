// Documents whose claims have a term, in the order of lists.

#ifndef STANDPOINT_STORE_QUERY_TERM_DOCUMENTS_H_
#define STANDPOINT_STORE_QUERY_TERM_DOCUMENTS_H_

#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "store/engine/engine.h"
#include "store/index/posting.h"
#include "store/query/bound_filter.h"

namespace standpoint {

// Whether `filter` has a conjunct `term = ...`, whose index is then the way to its matches.
bool NamesTerm(const BoundFilter& filter);

// A document, and which of its claims have the terms, ascending.
struct TermDocument {
  PostingPosition position;
  std::vector<uint32_t> ordinals;
};

// Calls `visit` with the documents in whose claims all terms of the conjuncts stand and that the index does not rule
// out, in the order of lists, from `from` on, until it answers false. Returns whether the end was reached.
// Errors: of `visit`, of the call; INTERNAL.
absl::StatusOr<bool> ForEachTermDocument(
    const Snapshot& snapshot, absl::string_view corpus, const BoundFilter& filter,
    bool newest_first, const std::optional<PostingPosition>& from, const CallContext& call,
    absl::FunctionRef<absl::StatusOr<bool>(const TermDocument&)> visit);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_TERM_DOCUMENTS_H_
