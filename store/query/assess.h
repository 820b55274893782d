// Where everybody stands towards a proposition.

#ifndef STANDPOINT_STORE_QUERY_ASSESS_H_
#define STANDPOINT_STORE_QUERY_ASSESS_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/query_service.pb.h"
#include "store/engine/engine.h"
#include "store/query/scan.h"

namespace standpoint {

// Retrieves by words, judges in one batch (each wording once), sorts to the sides.
// Errors: INVALID_ARGUMENT that names the field; those of `analyze`, of `call` and of the budget; INTERNAL.
absl::Status AssessProposition(const Snapshot& snapshot, AnalyzeClient& analyze,
                               const CallContext& call, const v1::AssessPropositionRequest& request,
                               ScanBudget* budget, v1::AssessPropositionResponse* response);

// Takes a partial answer, and the last one, which has `last`. An error ends the assessment with it.
using AssessmentSink = absl::FunctionRef<absl::Status(v1::StreamAssessPropositionResponse)>;

// The same in batches, each twice as long as all before it, and an answer after each. Errors: those of `sink` besides.
absl::Status StreamAssessProposition(const Snapshot& snapshot, AnalyzeClient& analyze,
                                     const CallContext& call,
                                     const v1::AssessPropositionRequest& request,
                                     ScanBudget* budget, AssessmentSink sink);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_ASSESS_H_
