// The best of many matches, in an order that does not depend on where they are stored.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_BEST_NUMBERS_H_
#define STANDPOINT_STORE_QUERY_SEARCH_BEST_NUMBERS_H_

#include <cstddef>
#include <cstdint>
#include <queue>
#include <vector>

#include "absl/status/status.h"
#include "store/query/place.h"
#include "store/query/search/bucket_columns.h"
#include "store/query/search/number_reader.h"

namespace standpoint {

// A match, and where it stands: the higher merit first, then in the order of lists.
struct RankedNumber {
  static constexpr uint64_t kUnknown = ~uint64_t{0};

  uint64_t merit = 0;  // the score, what the time is worth, or how near
  uint64_t number = 0;
  uint64_t score = 0;
  uint64_t document = kUnknown;  // the first number of its document in the bucket
  ScanPlace place;  // document and ordinal are looked up when two cannot be told apart without
  bool is_located = false;
};

// The publication time of a document as lists order it.
TimeRank TimeRankOf(const DocumentFacts& facts);

// Keeps the `limit` best. A match that is worth less than all of them costs a comparison; one that is worth the same the
// time of its document, and only one of the same time a look at the index.
// Threads: one at a time. Lifetime: columns and reader outlive it.
class BestNumbers {
 public:
  // `newest_first`: among those of equal merit.
  BestNumbers(size_t limit, bool newest_first, BucketColumns* columns, NumberReader* reader)
      : limit_(limit),
        newest_first_(newest_first),
        columns_(columns),
        reader_(reader),
        heap_(IsBetter{this}) {}

  BestNumbers(const BestNumbers&) = delete;
  BestNumbers& operator=(const BestNumbers&) = delete;

  bool full() const { return heap_.size() >= limit_; }
  // Of a full one: nothing of less merit is taken.
  uint64_t least_merit() const { return heap_.top().merit; }
  bool CanEnter(uint64_t merit) const { return limit_ > 0 && (!full() || least_merit() <= merit); }

  // Of a number whose bucket is open in the columns, and whose offset does not go down within it.
  RankedNumber Rank(uint64_t merit, uint64_t number, uint64_t score);
  // Whether one is better than another.
  bool IsBefore(RankedNumber* a, RankedNumber* b);
  // Whether it stands behind a place of that merit.
  bool IsBehind(RankedNumber* match, uint64_t merit, const ScanPlace& place);
  // Whether it would be among the best now.
  bool IsAmong(RankedNumber* match);
  void Add(RankedNumber match);

  // What the reader could not tell. Errors: INTERNAL.
  const absl::Status& status() const { return status_; }

  // Best first, each located; leaves nothing.
  std::vector<RankedNumber> Take();

 private:
  struct IsBetter {
    BestNumbers* best;
    bool operator()(const RankedNumber& a, const RankedNumber& b) const;
  };

  void Locate(RankedNumber* match);

  const size_t limit_;
  const bool newest_first_;
  BucketColumns* const columns_;
  NumberReader* const reader_;
  absl::Status status_;
  std::priority_queue<RankedNumber, std::vector<RankedNumber>, IsBetter> heap_;  // the worst on top
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_BEST_NUMBERS_H_
