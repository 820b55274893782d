#include "store/query/assess.h"

#include "common/status/macros.h"
#include "store/query/stored_candidates.h"

namespace standpoint {
absl::Status AssessProposition(const Snapshot& snapshot, AnalyzeClient& analyze,
                               const CallContext& call, const v1::AssessPropositionRequest& request,
                               ScanBudget* budget, KnownBuckets* known,
                               v1::AssessPropositionResponse* response) {
  ASSIGN_OR_RETURN(const AssessArguments arguments,
                   ReadAssessArguments(request, /*streamed=*/false));
  StoredCandidates source(snapshot, arguments, budget, known);
  return AssessProposition(source, analyze, call, arguments, response);
}

absl::Status StreamAssessProposition(const Snapshot& snapshot, AnalyzeClient& analyze,
                                     const CallContext& call,
                                     const v1::AssessPropositionRequest& request,
                                     ScanBudget* budget, KnownBuckets* known, AssessmentSink sink) {
  ASSIGN_OR_RETURN(const AssessArguments arguments,
                   ReadAssessArguments(request, /*streamed=*/true));
  StoredCandidates source(snapshot, arguments, budget, known);
  return StreamAssessProposition(source, analyze, call, arguments, sink);
}

}  // namespace standpoint
