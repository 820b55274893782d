// Walks the documents in which matches may stand, within a bound of work.

#ifndef STANDPOINT_STORE_QUERY_SCAN_H_
#define STANDPOINT_STORE_QUERY_SCAN_H_

#include <cstdint>
#include <optional>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "store/engine/engine.h"
#include "store/index/posting.h"
#include "store/query/answers.h"
#include "store/query/bound_filter.h"
#include "store/query/place.h"
#include "store/query/plan.h"

namespace standpoint {

// How much a call may look at. Lifetime: the call outlives it.
class ScanBudget {
 public:
  ScanBudget(const CallContext& call, int64_t max_examined) : call_(call), left_(max_examined) {}

  // Counts a record that is about to be read. Errors: those of CallContext::Check, looked at now and then.
  absl::Status Spend();
  bool exhausted() const { return left_ <= 0; }
  const CallContext& call() const { return call_; }

 private:
  const CallContext& call_;
  int64_t left_;
  int until_check_ = 0;
};

// A document on the way, not yet judged but by what is known of it alone.
struct ScannedDocument {
  const PostingPosition& position;
  uint32_t first_ordinal = 0;  // those before it were given on an earlier page
  StoredDocument& document;    // the visitor may take it
};

// Calls `visit` with each document of `plan` that `filter` does not rule out, in order, from `after` on, until `visit`
// answers false, the budget is exhausted (looked at between documents) or the end is reached. `place`: updated to each
// document that is done with; a visitor that stops sets it himself.
// Returns whether the end was reached. Errors: of `visit`, of the budget; INTERNAL.
absl::StatusOr<bool> ScanDocuments(
    const Snapshot& snapshot, absl::string_view corpus, const ListPlan& plan,
    const BoundFilter& filter, bool newest_first, const std::optional<ScanPlace>& after,
    ScanBudget* budget, ScanPlace* place,
    absl::FunctionRef<absl::StatusOr<bool>(const ScannedDocument&)> visit);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SCAN_H_
