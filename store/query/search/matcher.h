// Finds the numbers that fulfil a query, bucket by bucket, and passes over what cannot be of interest.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_MATCHER_H_
#define STANDPOINT_STORE_QUERY_SEARCH_MATCHER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"
#include "store/index/numbers.h"
#include "store/query/match.h"
#include "store/query/search/bucket_columns.h"
#include "store/query/search/clause_cursor.h"
#include "store/query/search/filter_numbers.h"
#include "store/query/search/number_reader.h"
#include "store/query/search/search_query.h"
#include "store/query/search/term_list.h"

namespace standpoint {

// Who takes the matches.
class MatchVisitor {
 public:
  virtual ~MatchVisitor() = default;

  // Before the matches of a bucket, whose columns are open. Errors end the search.
  virtual absl::Status BeginBucket(uint32_t bucket) = 0;
  // Whether a match of at most that score could be of interest. Once false for a score, it stays so.
  virtual bool CanEnter(uint64_t score) const = 0;
  // Whether matches among the document's numbers, of which `offset` is the first, could be of interest.
  virtual bool WantsDocument(uint32_t offset) = 0;
  // Offsets go up within a bucket. `has_phrases`: whether the phrases of required clauses stand there, too; unknown where
  // the index does not tell: the record decides (phrases()).
  virtual absl::Status Visit(uint32_t offset, uint64_t score, MatchResult has_phrases) = 0;
};

// Words that begin with a prefix beyond this are an error.
inline constexpr size_t kMaxExpansions = 512;

// INVALID_ARGUMENT for field "query": more words begin so.
absl::Status TooManyExpansions(absl::string_view prefix);

// In how many claims or documents a word, or any word that begins so, stands.
struct WordCount {
  uint64_t count = 0;            // each of a prefix's words for itself
  std::string prefix;            // as it was written; empty for a word
  std::vector<std::string> any;  // the words that begin so
};

// Threads: one at a time. Lifetime: the snapshot, the columns and the reader outlive it.
class Matcher {
 public:
  // `rarities`: of an earlier page, one per word and prefix in order; empty: counted now among `total` numbers.
  // Errors: INVALID_ARGUMENT for field "query" when too many words begin with a prefix; INTERNAL.
  static absl::StatusOr<Matcher> Open(const Snapshot& snapshot, absl::string_view corpus,
                                      Space space, const SearchQuery& query, uint64_t total,
                                      const std::vector<uint32_t>& rarities, BucketColumns* columns,
                                      NumberReader* reader);

  const std::vector<uint32_t>& rarities() const { return rarities_; }
  // Of each word and prefix that has a rarity, in the same order.
  const std::vector<WordCount>& counts() const { return counts_; }
  // That every match must hold besides.
  const std::vector<std::vector<std::string>>& phrases() const { return phrases_; }

  // Matches are among `numbers`, besides. Lifetime: they outlive this.
  void NarrowTo(FilterNumbers* numbers) { numbers_ = numbers->narrows() ? numbers : nullptr; }

  // `best_first`: the buckets in which the best may stand first, so that the others can be passed over; else in order.
  absl::Status Run(bool best_first, MatchVisitor* visitor);

 private:
  struct Atom {
    std::vector<TermList> lists;  // of words that are all needed; of a prefix any
    std::vector<uint32_t> rarities;
    std::vector<std::string> phrase;
    bool is_prefix = false;
  };
  struct Clause {
    bool is_excluded = false;
    std::vector<Atom> any_of;
    std::vector<ScoredOffset> made;  // of the bucket, unless it is a single word

    bool is_word() const {
      return any_of.size() == 1 && any_of[0].lists.size() == 1 && any_of[0].phrase.empty();
    }
  };
  // Which required clause is which word of a phrase, stop words left out.
  struct PhrasePlaces {
    struct Word {
      size_t clause;
      uint32_t place;
    };
    std::vector<Word> words;
    bool is_whole = false;  // no word is left out
  };
  struct BucketPlan {
    uint32_t bucket = 0;
    uint64_t bound = 0;
  };

  Matcher(const Snapshot& snapshot, absl::string_view corpus, Space space, BucketColumns* columns,
          NumberReader* reader)
      : snapshot_(&snapshot), corpus_(corpus), space_(space), columns_(columns), reader_(reader) {}

  absl::StatusOr<Atom> OpenAtom(const QueryAtom& atom, bool is_unscored, uint64_t total,
                                const std::vector<uint32_t>& rarities);
  absl::Status AddClause(const QueryClause& clause, uint64_t total,
                         const std::vector<uint32_t>& rarities);
  absl::StatusOr<std::vector<BucketPlan>> PlanBuckets(bool best_first) const;
  absl::StatusOr<std::vector<uint32_t>> AllBuckets() const;
  absl::Status RunAll(MatchVisitor* visitor);
  absl::Status RunBucket(uint32_t bucket, MatchVisitor* visitor);
  // Where all cursors stand, as far as positions tell.
  MatchResult HasPhrases();
  absl::Status RunDocuments(uint32_t bucket, MatchVisitor* visitor);
  absl::Status OpenCursor(Clause* clause, uint32_t bucket, ClauseCursor* cursor);
  // Those of `numbers_`.
  absl::Status OpenNarrowed(uint32_t bucket);
  // Takes away what was removed: names that are kept between queries do not tell, and a word's list only where there is a word.
  absl::Status KeepThere(uint32_t bucket, std::vector<uint16_t>* offsets) const;
  absl::Status Make(Clause* clause, uint32_t bucket);
  absl::StatusOr<std::vector<ScoredOffset>> MakeAtom(Atom* atom, uint32_t bucket);

  const Snapshot* snapshot_;
  std::string corpus_;
  Space space_;
  BucketColumns* columns_;
  NumberReader* reader_;
  std::vector<Clause> required_;
  std::vector<Clause> excluded_;
  std::vector<std::vector<std::string>> phrases_;
  std::vector<PhrasePlaces> phrase_places_;  // of each
  std::vector<uint32_t> rarities_;
  std::vector<WordCount> counts_;
  FilterNumbers* numbers_ = nullptr;    // null: all
  std::vector<ScoredOffset> narrowed_;  // of the bucket
  ClauseCursor narrowed_cursor_;
  std::vector<ClauseCursor> cursors_;
  std::vector<ClauseCursor> excluded_cursors_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_MATCHER_H_
