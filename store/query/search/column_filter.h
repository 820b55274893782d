// Filters that columns answer, so that no record has to be read.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_COLUMN_FILTER_H_
#define STANDPOINT_STORE_QUERY_SEARCH_COLUMN_FILTER_H_

#include <cstdint>

#include "store/index/numbers.h"
#include "store/query/bound_filter.h"
#include "store/query/match.h"
#include "store/query/search/bucket_columns.h"

namespace standpoint {

// Lifetime: the filter and the columns outlive it. Threads: one at a time.
class ColumnFilter {
 public:
  ColumnFilter(Space space, const BoundFilter& filter, BucketColumns* columns)
      : space_(space), filter_(filter), columns_(columns) {}

  // After the columns' Open.
  void Open() { document_ = kNone; }

  // kUnknown: the record decides. Offsets do not go down within a bucket.
  MatchResult Match(uint32_t offset);

  // By what is known of the document that has `offset` alone.
  MatchResult MatchDocument(uint32_t offset);

 private:
  static constexpr uint32_t kNone = ~0u;

  MatchResult Evaluate(const BoundFilter& filter, uint32_t offset, bool document_only);
  MatchResult EvaluateLeaf(const Restriction& restriction, uint32_t offset, bool document_only);
  MatchResult OfItem(const Restriction& restriction, uint32_t offset);

  const Space space_;
  const BoundFilter& filter_;
  BucketColumns* const columns_;
  uint32_t document_ = kNone;
  MatchResult of_document_ = MatchResult::kUnknown;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_COLUMN_FILTER_H_
