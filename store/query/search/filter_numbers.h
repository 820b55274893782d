// The numbers that may fulfil a filter, out of lists, so that the others need not be looked at.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_FILTER_NUMBERS_H_
#define STANDPOINT_STORE_QUERY_SEARCH_FILTER_NUMBERS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"
#include "store/index/numbers.h"
#include "store/query/bound_filter.h"
#include "store/query/search/bucket_names.h"
#include "store/query/search/term_list.h"

namespace standpoint {

// Of claims. What fulfils the filter is among them; whether they do is for columns and records to say. Restrictions with a
// word of the index (WordOf) have a list, and words in a holder's name; AND needs one of its parts to have one, OR all of
// them, NOT has none. Threads: one at a time. Lifetime: the snapshot and `names` outlive it.
class FilterNumbers {
 public:
  // `names`: kept between queries. Null, or too small for the corpus: then words in a holder's name have no list. Errors:
  // INTERNAL.
  static absl::StatusOr<FilterNumbers> Open(const Snapshot& snapshot, absl::string_view corpus,
                                            const BoundFilter& filter, BucketNamesCache* names);

  // False: nothing is known, every number may. The rest is only for those that narrow.
  bool narrows() const { return root_.kind != Kind::kAll; }

  // Whether words in a holder's name are among what narrows; only then removed numbers are among those that are found.
  bool uses_names() const { return uses_names_ && names_ != nullptr; }

  // All numbers lie in the buckets before it.
  uint32_t bucket_end() const;
  // Sets `offsets` to those of one bucket, ascending. Errors: INTERNAL.
  absl::Status Find(uint32_t bucket, std::vector<uint16_t>* offsets);

 private:
  enum class Kind { kAll, kWord, kNames, kAnd, kOr };
  struct Node {
    Kind kind = Kind::kAll;
    std::vector<TermList> word;      // of kWord: one
    std::vector<std::string> words;  // of kNames
    std::vector<Node> children;
  };

  FilterNumbers(const Snapshot& snapshot, absl::string_view corpus, BucketNamesCache* names)
      : snapshot_(&snapshot), corpus_(corpus), names_(names) {}

  absl::StatusOr<Node> OpenNode(const BoundFilter& filter);
  absl::StatusOr<Node> OpenRestriction(const Restriction& restriction);
  absl::Status FindOf(Node* node, uint32_t bucket, std::vector<uint16_t>* offsets);
  absl::Status FindWord(TermList* list, uint32_t bucket, std::vector<uint16_t>* offsets);
  absl::Status FindNames(const std::vector<std::string>& words, uint32_t bucket,
                         std::vector<uint16_t>* offsets);

  const Snapshot* snapshot_;
  std::string corpus_;
  BucketNamesCache* names_;
  bool uses_names_ = false;
  uint64_t next_ = 0;  // no number of the snapshot is as high
  Node root_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_FILTER_NUMBERS_H_
