// QueryService without gRPC.

#ifndef STANDPOINT_STORE_SERVICE_QUERY_HANDLER_H_
#define STANDPOINT_STORE_SERVICE_QUERY_HANDLER_H_

#include <cstdint>

#include "absl/status/status.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/query_service.pb.h"
#include "store/engine/engine.h"
#include "store/query/assess.h"

namespace standpoint {

// Each method is an rpc of QueryService; its proto tells what it answers. Every call reads one snapshot.
// Threads: safe. Lifetime: the engine and the analysis outlive it.
class QueryHandler {
 public:
  // `analyze` may be null: AssessProposition then answers FAILED_PRECONDITION, reason PART_NOT_HOSTED.
  // `max_examined`: records that one call looks at; at least 2.
  QueryHandler(Engine* engine, AnalyzeClient* analyze, int64_t max_examined)
      : engine_(engine), analyze_(analyze), max_examined_(max_examined) {}

  absl::Status GetCorpus(const CallContext& call, const v1::GetCorpusRequest& request,
                         v1::Corpus* corpus) const;
  absl::Status ListCorpora(const CallContext& call, const v1::ListCorporaRequest& request,
                           v1::ListCorporaResponse* response) const;
  absl::Status GetDocument(const CallContext& call, const v1::GetDocumentRequest& request,
                           v1::Document* document) const;
  absl::Status ListDocuments(const CallContext& call, const v1::ListDocumentsRequest& request,
                             v1::ListDocumentsResponse* response) const;
  absl::Status GetClaim(const CallContext& call, const v1::GetClaimRequest& request,
                        v1::Claim* claim) const;
  absl::Status ListClaims(const CallContext& call, const v1::ListClaimsRequest& request,
                          v1::ListClaimsResponse* response) const;
  absl::Status GetStance(const CallContext& call, const v1::GetStanceRequest& request,
                         v1::Stance* stance) const;
  absl::Status ListStances(const CallContext& call, const v1::ListStancesRequest& request,
                           v1::ListStancesResponse* response) const;
  absl::Status SearchClaims(const CallContext& call, const v1::SearchClaimsRequest& request,
                            v1::SearchClaimsResponse* response) const;
  absl::Status SearchDocuments(const CallContext& call, const v1::SearchDocumentsRequest& request,
                               v1::SearchDocumentsResponse* response) const;
  absl::Status AggregateClaims(const CallContext& call, const v1::AggregateClaimsRequest& request,
                               v1::AggregateClaimsResponse* response) const;
  absl::Status AggregateStances(const CallContext& call, const v1::AggregateStancesRequest& request,
                                v1::AggregateStancesResponse* response) const;
  absl::Status AssessProposition(const CallContext& call,
                                 const v1::AssessPropositionRequest& request,
                                 v1::AssessPropositionResponse* response) const;
  absl::Status StreamAssessProposition(const CallContext& call,
                                       const v1::StreamAssessPropositionRequest& request,
                                       AssessmentSink sink) const;

 private:
  absl::Status CheckAnalysis() const;

  Engine* const engine_;
  AnalyzeClient* const analyze_;
  const int64_t max_examined_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_QUERY_HANDLER_H_
