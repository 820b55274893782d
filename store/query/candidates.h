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
#include "store/index/posting.h"

namespace standpoint {

struct Candidate {
  double score = 0;
  PostingPosition position;
  uint32_t ordinal = 0;
};

// Of each word no more postings than this are read, the newest first.
inline constexpr int64_t kMaxPostingsPerTerm = 100'000;
// Of the words of a proposition no more than this are looked up.
inline constexpr size_t kMaxPropositionTerms = 64;

// All claims that share a term, best first: by the summed rarity ln(1 + claims of the corpus / claims with the term),
// then newest first, the undated last; then by key, so that the order is always the same.
// Errors: those of `call`; INTERNAL.
absl::StatusOr<std::vector<Candidate>> FindCandidates(const Snapshot& snapshot,
                                                      absl::string_view corpus,
                                                      absl::Span<const std::string> terms,
                                                      const CallContext& call);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_CANDIDATES_H_
