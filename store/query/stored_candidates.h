// The claims of one store, as candidates of an assessment.

#ifndef STANDPOINT_STORE_QUERY_STORED_CANDIDATES_H_
#define STANDPOINT_STORE_QUERY_STORED_CANDIDATES_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "store/engine/engine.h"
#include "store/query/assessment.h"
#include "store/query/candidate_reader.h"
#include "store/query/candidates.h"
#include "store/query/scan.h"
#include "store/query/search/known_buckets.h"

namespace standpoint {

// Of one snapshot. `known`: between queries; may be null. Threads: one at a time. Lifetime: the arguments outlive it.
class StoredCandidates final : public CandidateSource {
 public:
  StoredCandidates(const Snapshot& snapshot, const AssessArguments& arguments, ScanBudget* budget,
                   KnownBuckets* known)
      : snapshot_(snapshot), arguments_(arguments), budget_(budget), known_(known) {}

  absl::StatusOr<Candidates> Find(const PropositionFeatures& query, size_t limit) override;
  absl::Status Read(absl::Span<const Candidate> candidates,
                    std::vector<std::optional<v1::Claim>>* claims) override;
  bool exhausted() const override { return budget_->exhausted(); }

 private:
  const Snapshot& snapshot_;
  const AssessArguments& arguments_;
  ScanBudget* const budget_;
  KnownBuckets* const known_;
  std::optional<CandidateReader> reader_;  // since Find
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_STORED_CANDIDATES_H_
