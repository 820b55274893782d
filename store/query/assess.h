// Where everybody stands towards a proposition, by the claims of one store.

#ifndef STANDPOINT_STORE_QUERY_ASSESS_H_
#define STANDPOINT_STORE_QUERY_ASSESS_H_

#include "absl/status/status.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/query_service.pb.h"
#include "store/engine/engine.h"
#include "store/query/assessment.h"
#include "store/query/scan.h"
#include "store/query/search/known_buckets.h"

namespace standpoint {

// `known`: between queries; may be null. Errors: INVALID_ARGUMENT that names the field; those of `analyze`, of `call` and of the budget; INTERNAL.
absl::Status AssessProposition(const Snapshot& snapshot, AnalyzeClient& analyze,
                               const CallContext& call, const v1::AssessPropositionRequest& request,
                               ScanBudget* budget, KnownBuckets* known,
                               v1::AssessPropositionResponse* response);

// Errors: those of `sink` besides.
absl::Status StreamAssessProposition(const Snapshot& snapshot, AnalyzeClient& analyze,
                                     const CallContext& call,
                                     const v1::AssessPropositionRequest& request,
                                     ScanBudget* budget, KnownBuckets* known, AssessmentSink sink);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_ASSESS_H_
