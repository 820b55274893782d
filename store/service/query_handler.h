// QueryService without gRPC.

#ifndef STANDPOINT_STORE_SERVICE_QUERY_HANDLER_H_
#define STANDPOINT_STORE_SERVICE_QUERY_HANDLER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/query_service.pb.h"
#include "store/engine/engine.h"
#include "store/query/assess.h"
#include "store/query/place.h"
#include "store/query/search/known_buckets.h"
#include "store/query/search/search_arguments.h"

namespace standpoint {

// Each method is an rpc of QueryService; its proto tells what it answers. Every call reads one snapshot.
// Threads: safe. Lifetime: the engine and the analysis outlive it.
class QueryHandler {
 public:
  // `analyze` may be null: AssessProposition, FindContradictions and FindNarratives then answer FAILED_PRECONDITION, reason PART_NOT_HOSTED.
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
                             v1::ListDocumentsResponse* response) const {
    return ListDocumentsWithPlaces(call, request, response, nullptr);
  }
  absl::Status GetClaim(const CallContext& call, const v1::GetClaimRequest& request,
                        v1::Claim* claim) const;
  // The same claim, serialised, which is cheaper.
  absl::Status GetClaimBytes(const CallContext& call, const v1::GetClaimRequest& request,
                             std::string* bytes) const;
  absl::Status ListClaims(const CallContext& call, const v1::ListClaimsRequest& request,
                          v1::ListClaimsResponse* response) const {
    return ListClaimsWithPlaces(call, request, response, nullptr);
  }
  absl::Status GetStance(const CallContext& call, const v1::GetStanceRequest& request,
                         v1::Stance* stance) const;
  absl::Status ListStances(const CallContext& call, const v1::ListStancesRequest& request,
                           v1::ListStancesResponse* response) const {
    return ListStancesWithPlaces(call, request, response, nullptr);
  }
  absl::Status SearchClaims(const CallContext& call, const v1::SearchClaimsRequest& request,
                            v1::SearchClaimsResponse* response) const {
    return SearchClaimsWithPlaces(call, request, response, nullptr);
  }
  absl::Status SearchDocuments(const CallContext& call, const v1::SearchDocumentsRequest& request,
                               v1::SearchDocumentsResponse* response) const {
    return SearchDocumentsWithPlaces(call, request, response, nullptr);
  }
  absl::Status AggregateClaims(const CallContext& call, const v1::AggregateClaimsRequest& request,
                               v1::AggregateClaimsResponse* response) const;
  absl::Status AggregateStances(const CallContext& call, const v1::AggregateStancesRequest& request,
                                v1::AggregateStancesResponse* response) const;
  absl::Status AssessProposition(const CallContext& call,
                                 const v1::AssessPropositionRequest& request,
                                 v1::AssessPropositionResponse* response) const;
  absl::Status FindContradictions(const CallContext& call,
                                  const v1::FindContradictionsRequest& request,
                                  v1::FindContradictionsResponse* response) const;
  absl::Status FindNarratives(const CallContext& call, const v1::FindNarrativesRequest& request,
                              v1::FindNarrativesResponse* response) const;
  absl::Status StreamAssessProposition(const CallContext& call,
                                       const v1::StreamAssessPropositionRequest& request,
                                       AssessmentSink sink) const;

  // The same, and where each of the answers stands, for those who join the answers of several stores. `places` may be
  // null.
  absl::Status ListDocumentsWithPlaces(const CallContext& call,
                                       const v1::ListDocumentsRequest& request,
                                       v1::ListDocumentsResponse* response,
                                       std::vector<ScanPlace>* places) const;
  absl::Status ListClaimsWithPlaces(const CallContext& call, const v1::ListClaimsRequest& request,
                                    v1::ListClaimsResponse* response,
                                    std::vector<ScanPlace>* places) const;
  absl::Status ListStancesWithPlaces(const CallContext& call, const v1::ListStancesRequest& request,
                                     v1::ListStancesResponse* response,
                                     std::vector<ScanPlace>* places) const;
  absl::Status SearchClaimsWithPlaces(const CallContext& call,
                                      const v1::SearchClaimsRequest& request,
                                      v1::SearchClaimsResponse* response,
                                      std::vector<SearchPlace>* places) const;
  absl::Status SearchDocumentsWithPlaces(const CallContext& call,
                                         const v1::SearchDocumentsRequest& request,
                                         v1::SearchDocumentsResponse* response,
                                         std::vector<SearchPlace>* places) const;

  // What is kept between queries. Lifetime: that of the handler.
  KnownBuckets* known() const { return known_.get(); }

 private:
  absl::Status CheckAnalysis() const;

  Engine* const engine_;
  AnalyzeClient* const analyze_;
  const int64_t max_examined_;
  const std::unique_ptr<KnownBuckets> known_ = std::make_unique<KnownBuckets>();
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_QUERY_HANDLER_H_
