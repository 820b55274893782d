// Counts what a matcher finds.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_COUNT_VISITOR_H_
#define STANDPOINT_STORE_QUERY_SEARCH_COUNT_VISITOR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call_context.h"
#include "store/index/numbers.h"
#include "store/query/bound_filter.h"
#include "store/query/match.h"
#include "store/query/place.h"
#include "store/query/scan.h"
#include "store/query/search/aggregate_counts.h"
#include "store/query/search/bucket_columns.h"
#include "store/query/search/column_filter.h"
#include "store/query/search/group_table.h"
#include "store/query/search/matcher.h"
#include "store/query/search/number_reader.h"

namespace standpoint {

struct FirstMatch {
  uint64_t number = 0;
  std::pair<int64_t, int32_t> time;  // seconds and nanoseconds
  ScanPlace place;                   // once it is needed
};

// Threads: one at a time. Lifetime: all arguments outlive it.
class CountVisitor : public MatchVisitor {
 public:
  CountVisitor(Space space, const BoundFilter& bound, AggregateCounts* counts,
               const CallContext& call, ScanBudget* budget, BucketColumns* columns,
               NumberReader* reader);

  // Lifetime: the phrases outlive the visitor.
  void SetPhrases(const std::vector<std::vector<std::string>>* phrases) { phrases_ = phrases; }

  absl::Status BeginBucket(uint32_t bucket) override;
  bool CanEnter(uint64_t) const override { return !partial_; }
  bool WantsDocument(uint32_t offset) override;
  absl::Status Visit(uint32_t offset, uint64_t, MatchResult has_phrases) override;

  bool partial() const { return partial_; }
  // The earliest dated match.
  const std::optional<FirstMatch>& first() const { return first_; }

 private:
  absl::StatusOr<bool> Matches(uint32_t offset, MatchResult has_phrases);
  // What is the same for all matches of a document is looked up once.
  void EnterDocument(uint32_t offset);
  uint32_t HolderOf(uint32_t offset);
  int64_t KeyOf(GroupBy by, uint32_t offset, uint32_t holder);
  absl::Status Locate(FirstMatch* match);
  // Of matches of the same time the first in the order of lists.
  absl::Status NoteFirst(uint32_t offset);
  absl::Status Count(uint32_t offset);

  const BoundFilter& bound_;
  std::vector<GroupTable>& tables_;
  TextNumbers& texts_;
  Group& total_;
  const CallContext& call_;
  ScanBudget* const budget_;
  BucketColumns* const columns_;
  ColumnFilter filter_;
  NumberReader* const reader_;
  const std::vector<std::vector<std::string>>* phrases_ = nullptr;
  const uint32_t author_;
  uint32_t bucket_ = 0;
  CountedDocument document_;
  std::vector<Group*> of_document_;  // of tables by what depends on the document alone
  std::optional<FirstMatch> first_;
  bool partial_ = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_COUNT_VISITOR_H_
