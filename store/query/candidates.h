// Claims that share words with a proposition.

#ifndef STANDPOINT_STORE_QUERY_CANDIDATES_H_
#define STANDPOINT_STORE_QUERY_CANDIDATES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/rpc/call_context.h"
#include "store/engine/engine.h"
#include "store/query/bound_filter.h"
#include "store/query/place.h"
#include "store/query/search/known_buckets.h"
#include "store/query/search/nearest.h"

namespace standpoint {

// A claim that shares words with the proposition.
struct WordMatch {
  uint64_t score = 0;  // the sum of the words' weights
  ScanPlace place;
};

// What is found in one store, or in several: the parts of a store are in the order in which they are given here.
struct CandidateLists {
  std::vector<WordMatch> by_words;   // best first, then in the order of lists
  std::vector<NearClaim> by_vector;  // as CompareSketches gives them
  int64_t matching = 0;  // claims that share a word, where lists do not rule them out by the filter
};

struct Candidate {
  double score = 0;
  ScanPlace place;
};

struct Candidates {
  std::vector<Candidate> best;  // best first
  int64_t matching = 0;         // as in CandidateLists
};

// Of the words of a proposition no more than this are looked up.
inline constexpr size_t kMaxPropositionTerms = 64;

// What claims are looked for. Lifetime: views into it.
struct CandidateQuery {
  absl::string_view corpus;
  absl::Span<const std::string> terms;
  absl::Span<const uint32_t> rarities;  // of the terms; empty: as this store counts them
  absl::string_view embedding;          // of the proposition: signed 8-bit components; may be empty
  const BoundFilter& filter;
  size_t limit = 0;
  KnownBuckets* known = nullptr;  // between queries; may be null
};

// Of the claims that share a term, the `limit` best that `filter` does not rule out as far as the index tells (the
// record decides the rest): by BM25 over the terms, any of them. With an `embedding` claims that are near it are found too,
// also those that share no word. Errors: those of `call`; INTERNAL.
absl::StatusOr<CandidateLists> FindCandidates(const Snapshot& snapshot, const CandidateQuery& query,
                                              const CallContext& call);

// In how many claims each of the terms stands. Errors: INTERNAL.
absl::StatusOr<std::vector<uint64_t>> CountTerms(const Snapshot& snapshot, absl::string_view corpus,
                                                 absl::Span<const std::string> terms);

// Joins both lists by the ranks in them, to the `limit` best.
// Source: G. Cormack and others: Reciprocal Rank Fusion (2009).
Candidates JoinCandidates(const CandidateLists& lists, size_t limit);

// Adds the lists of another store to those of `lists`, for the same query.
void MergeCandidates(CandidateLists other, size_t limit, CandidateLists* lists);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_CANDIDATES_H_
