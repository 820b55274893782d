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
#include "store/record/keys.h"

namespace standpoint {

struct Candidate {
  double score = 0;
  DocumentRef ref;
  uint32_t ordinal = 0;
};

struct Candidates {
  std::vector<Candidate> best;  // best first
  int64_t matching = 0;         // claims that share a word, whatever the filter
};

// Of the words of a proposition no more than this are looked up.
inline constexpr size_t kMaxPropositionTerms = 64;

// Of the claims that share a term, the `limit` best that `filter` does not rule out as far as the index tells (the
// record decides the rest): by BM25 over the terms, any of them, then those stored last first. With an `embedding` of
// the proposition (signed 8-bit components) claims that are near it are found too, also those that share no word: the two
// lists are joined by the ranks in them. Source: G. Cormack and others: Reciprocal Rank Fusion (2009).
// Errors: those of `call`; INTERNAL.
absl::StatusOr<Candidates> FindCandidates(const Snapshot& snapshot, absl::string_view corpus,
                                          absl::Span<const std::string> terms,
                                          const BoundFilter& filter, size_t limit,
                                          const CallContext& call,
                                          absl::string_view embedding = {});

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_CANDIDATES_H_
