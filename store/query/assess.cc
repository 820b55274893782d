#include "store/query/assess.h"

#include <optional>
#include <string>
#include <vector>

#include "common/status/macros.h"
#include "store/query/candidate_reader.h"
#include "store/query/candidates.h"

namespace standpoint {
namespace {

// One snapshot of one store.
class StoredCandidates final : public CandidateSource {
 public:
  StoredCandidates(const Snapshot& snapshot, const AssessArguments& arguments, ScanBudget* budget)
      : snapshot_(snapshot), arguments_(arguments), budget_(budget) {}

  absl::StatusOr<Candidates> Find(const PropositionQuery& query, size_t limit) override {
    reader_.emplace(snapshot_, arguments_.corpus, arguments_.filter, query.terms, query.embedding);
    ASSIGN_OR_RETURN(const CandidateLists lists, FindCandidates(snapshot_,
                                                                {.corpus = arguments_.corpus,
                                                                 .terms = query.terms,
                                                                 .rarities = {},
                                                                 .embedding = query.embedding,
                                                                 .filter = arguments_.filter,
                                                                 .limit = limit},
                                                                budget_->call()));
    return JoinCandidates(lists, limit);
  }

  absl::Status Read(absl::Span<const Candidate> candidates,
                    std::vector<std::optional<v1::Claim>>* claims) override {
    for (const Candidate& candidate : candidates) {
      if (exhausted()) {
        break;
      }
      RETURN_IF_ERROR(budget_->Spend());
      ASSIGN_OR_RETURN(std::optional<v1::Claim> claim,
                       reader_->Read(candidate.place, /*may_be_gone=*/false));
      claims->push_back(std::move(claim));
    }
    return absl::OkStatus();
  }

  bool exhausted() const override { return budget_->exhausted(); }

 private:
  const Snapshot& snapshot_;
  const AssessArguments& arguments_;
  ScanBudget* const budget_;
  std::optional<CandidateReader> reader_;  // since Find
};

}  // namespace

absl::Status AssessProposition(const Snapshot& snapshot, AnalyzeClient& analyze,
                               const CallContext& call, const v1::AssessPropositionRequest& request,
                               ScanBudget* budget, v1::AssessPropositionResponse* response) {
  ASSIGN_OR_RETURN(const AssessArguments arguments,
                   ReadAssessArguments(request, /*streamed=*/false));
  StoredCandidates source(snapshot, arguments, budget);
  return AssessProposition(source, analyze, call, arguments, response);
}

absl::Status StreamAssessProposition(const Snapshot& snapshot, AnalyzeClient& analyze,
                                     const CallContext& call,
                                     const v1::AssessPropositionRequest& request,
                                     ScanBudget* budget, AssessmentSink sink) {
  ASSIGN_OR_RETURN(const AssessArguments arguments,
                   ReadAssessArguments(request, /*streamed=*/true));
  StoredCandidates source(snapshot, arguments, budget);
  return StreamAssessProposition(source, analyze, call, arguments, sink);
}

}  // namespace standpoint
