// The claims of all shards, as candidates of an assessment.

#ifndef STANDPOINT_ROUTER_QUERY_SPREAD_CANDIDATES_H_
#define STANDPOINT_ROUTER_QUERY_SPREAD_CANDIDATES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "router/query/spread.h"
#include "router/query/word_weights.h"
#include "standpoint/internal/v1/shard.pb.h"
#include "standpoint/v1/query_service.pb.h"
#include "store/query/assessment.h"

namespace standpoint {

// Ranks as one store does: the terms weigh by the counts of all shards, and of all that shards find the best are taken. Each
// claim is then read where it lies. What a shard that does not answer holds is missing: Spread::missing. Threads: one at a
// time. Lifetime: the arguments outlive it.
class SpreadCandidates final : public CandidateSource {
 public:
  // `request`: from which `arguments` were read. `left`: how many claims may still be read; taken from.
  SpreadCandidates(Spread& spread, WordWeights& weights, const AssessArguments& arguments,
                   const v1::AssessPropositionRequest& request, int64_t* left)
      : spread_(spread),
        weights_(weights),
        arguments_(arguments),
        filter_(request.filter()),
        left_(left) {
    words_.set_parent(request.parent());
  }

  absl::StatusOr<Candidates> Find(const PropositionFeatures& query, size_t limit) override;
  absl::Status Read(absl::Span<const Candidate> candidates,
                    std::vector<std::optional<v1::Claim>>* claims) override;
  bool exhausted() const override { return *left_ <= 0; }

 private:
  absl::Status ReadSome(absl::Span<const Candidate> candidates,
                        std::vector<std::optional<v1::Claim>>* claims);

  Spread& spread_;
  WordWeights& weights_;
  const AssessArguments& arguments_;
  const std::string filter_;
  int64_t* const left_;
  internal::v1::PropositionWords words_;
  std::string embedding_;  // since Find
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_QUERY_SPREAD_CANDIDATES_H_
