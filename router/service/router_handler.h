// QueryService over all shards, without gRPC.

#ifndef STANDPOINT_ROUTER_SERVICE_ROUTER_HANDLER_H_
#define STANDPOINT_ROUTER_SERVICE_ROUTER_HANDLER_H_

#include <cstdint>

#include "absl/status/status.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "router/query/spread.h"
#include "router/query/word_weights.h"
#include "standpoint/v1/query_service.pb.h"
#include "standpoint/v1/search.pb.h"
#include "store/query/assessment.h"

namespace standpoint {

// Each method is an rpc of QueryService, and blocks until the shards have answered.
// Threads: safe. Lifetime: the arguments outlive it.
class RouterHandler {
 public:
  // `analyze` may be null: AssessProposition, FindContradictions and FindNarratives then answer FAILED_PRECONDITION, reason PART_NOT_HOSTED. `max_examined`:
  // claims that one call reads to judge them.
  RouterHandler(const SpreadParts& parts, WordWeights& weights, AnalyzeClient* analyze,
                int64_t max_examined)
      : parts_(parts), weights_(weights), analyze_(analyze), max_examined_(max_examined) {}

  absl::Status GetCorpus(const CallContext& call, const v1::GetCorpusRequest& request,
                         v1::Corpus* corpus);
  absl::Status ListCorpora(const CallContext& call, const v1::ListCorporaRequest& request,
                           v1::ListCorporaResponse* response);
  absl::Status GetDocument(const CallContext& call, const v1::GetDocumentRequest& request,
                           v1::Document* document);
  absl::Status ListDocuments(const CallContext& call, const v1::ListDocumentsRequest& request,
                             v1::ListDocumentsResponse* response);
  absl::Status GetClaim(const CallContext& call, const v1::GetClaimRequest& request,
                        v1::Claim* claim);
  absl::Status ListClaims(const CallContext& call, const v1::ListClaimsRequest& request,
                          v1::ListClaimsResponse* response);
  absl::Status GetStance(const CallContext& call, const v1::GetStanceRequest& request,
                         v1::Stance* stance);
  absl::Status ListStances(const CallContext& call, const v1::ListStancesRequest& request,
                           v1::ListStancesResponse* response);
  absl::Status SearchClaims(const CallContext& call, const v1::SearchClaimsRequest& request,
                            v1::SearchClaimsResponse* response);
  absl::Status SearchDocuments(const CallContext& call, const v1::SearchDocumentsRequest& request,
                               v1::SearchDocumentsResponse* response);
  absl::Status AggregateClaims(const CallContext& call, const v1::AggregateClaimsRequest& request,
                               v1::AggregateClaimsResponse* response);
  absl::Status AggregateStances(const CallContext& call, const v1::AggregateStancesRequest& request,
                                v1::AggregateStancesResponse* response);
  absl::Status AssessProposition(const CallContext& call,
                                 const v1::AssessPropositionRequest& request,
                                 v1::AssessPropositionResponse* response);
  absl::Status FindContradictions(const CallContext& call,
                                  const v1::FindContradictionsRequest& request,
                                  v1::FindContradictionsResponse* response);
  absl::Status FindNarratives(const CallContext& call, const v1::FindNarrativesRequest& request,
                              v1::FindNarrativesResponse* response);
  absl::Status StreamAssessProposition(const CallContext& call,
                                       const v1::StreamAssessPropositionRequest& request,
                                       AssessmentSink sink);

 private:
  absl::Status CheckAnalysis() const;

  const SpreadParts& parts_;
  WordWeights& weights_;
  AnalyzeClient* const analyze_;
  const int64_t max_examined_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_SERVICE_ROUTER_HANDLER_H_
