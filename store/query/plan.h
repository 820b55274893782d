// Which index answers a list.

#ifndef STANDPOINT_STORE_QUERY_PLAN_H_
#define STANDPOINT_STORE_QUERY_PLAN_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"
#include "store/engine/family.h"
#include "store/index/posting.h"
#include "store/query/bound_filter.h"

namespace standpoint {

// A list of documents by time that holds every match, and what narrows it. Every plan of a list gives the same order,
// so that a page token is good for all of them.
struct ListPlan {
  IndexKind kind = IndexKind::kDocumentByTime;
  std::string prefix;
  // Bounds of the publication time, both included. Undated documents come besides, when they can match.
  TimeRank first = 0;
  TimeRank last = kUndated - 1;
  bool with_undated = true;
};

// Of the indexes that a conjunct of `filter` allows, the one with the fewest entries, as far as a short look tells.
// Errors: INTERNAL on a broken disk.
absl::StatusOr<ListPlan> PlanList(const Snapshot& snapshot, absl::string_view corpus,
                                  const BoundFilter& filter);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_PLAN_H_
