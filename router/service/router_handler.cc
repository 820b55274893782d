#include "router/service/router_handler.h"

#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "router/query/aggregates.h"
#include "router/query/contradictions.h"
#include "router/query/gets.h"
#include "router/query/lists.h"
#include "router/query/narratives.h"
#include "router/query/searches.h"
#include "router/query/spread_candidates.h"

namespace standpoint {

absl::Status RouterHandler::GetCorpus(const CallContext& call, const v1::GetCorpusRequest& request,
                                      v1::Corpus* response) {
  return standpoint::GetCorpus(parts_, call, request, response);
}

absl::Status RouterHandler::ListCorpora(const CallContext& call,
                                        const v1::ListCorporaRequest& request,
                                        v1::ListCorporaResponse* response) {
  return standpoint::ListCorpora(parts_, call, request, response);
}

absl::Status RouterHandler::GetDocument(const CallContext& call,
                                        const v1::GetDocumentRequest& request,
                                        v1::Document* response) {
  return standpoint::GetDocument(parts_, call, request, response);
}

absl::Status RouterHandler::ListDocuments(const CallContext& call,
                                          const v1::ListDocumentsRequest& request,
                                          v1::ListDocumentsResponse* response) {
  return standpoint::ListDocuments(parts_, call, request, response);
}

absl::Status RouterHandler::GetClaim(const CallContext& call, const v1::GetClaimRequest& request,
                                     v1::Claim* response) {
  return standpoint::GetClaim(parts_, call, request, response);
}

absl::Status RouterHandler::ListClaims(const CallContext& call,
                                       const v1::ListClaimsRequest& request,
                                       v1::ListClaimsResponse* response) {
  return standpoint::ListClaims(parts_, call, request, response);
}

absl::Status RouterHandler::GetStance(const CallContext& call, const v1::GetStanceRequest& request,
                                      v1::Stance* response) {
  return standpoint::GetStance(parts_, call, request, response);
}

absl::Status RouterHandler::ListStances(const CallContext& call,
                                        const v1::ListStancesRequest& request,
                                        v1::ListStancesResponse* response) {
  return standpoint::ListStances(parts_, call, request, response);
}

absl::Status RouterHandler::SearchClaims(const CallContext& call,
                                         const v1::SearchClaimsRequest& request,
                                         v1::SearchClaimsResponse* response) {
  return standpoint::SearchClaims(parts_, weights_, call, request, response);
}

absl::Status RouterHandler::SearchDocuments(const CallContext& call,
                                            const v1::SearchDocumentsRequest& request,
                                            v1::SearchDocumentsResponse* response) {
  return standpoint::SearchDocuments(parts_, weights_, call, request, response);
}

absl::Status RouterHandler::AggregateClaims(const CallContext& call,
                                            const v1::AggregateClaimsRequest& request,
                                            v1::AggregateClaimsResponse* response) {
  return standpoint::AggregateClaims(parts_, call, request, response);
}

absl::Status RouterHandler::AggregateStances(const CallContext& call,
                                             const v1::AggregateStancesRequest& request,
                                             v1::AggregateStancesResponse* response) {
  return standpoint::AggregateStances(parts_, call, request, response);
}

absl::Status RouterHandler::CheckAnalysis() const {
  return analyze_ != nullptr ? absl::OkStatus()
                             : MakeError(absl::StatusCode::kFailedPrecondition, "PART_NOT_HOSTED",
                                         "this server knows no analysis that could judge claims");
}

absl::Status RouterHandler::AssessProposition(const CallContext& call,
                                              const v1::AssessPropositionRequest& request,
                                              v1::AssessPropositionResponse* response) {
  RETURN_IF_ERROR(CheckAnalysis());
  ASSIGN_OR_RETURN(const AssessArguments arguments,
                   ReadAssessArguments(request, /*streamed=*/false));
  ASSIGN_OR_RETURN(Spread spread,
                   Spread::Begin(parts_, call, arguments.corpus, request.min_consistency_token()));
  int64_t left = max_examined_;
  SpreadCandidates source(spread, weights_, arguments, request, &left);
  RETURN_IF_ERROR(standpoint::AssessProposition(source, *analyze_, call, arguments, response));
  spread.FillMissing(response);
  return absl::OkStatus();
}

absl::Status RouterHandler::FindContradictions(const CallContext& call,
                                               const v1::FindContradictionsRequest& request,
                                               v1::FindContradictionsResponse* response) {
  RETURN_IF_ERROR(CheckAnalysis());
  return standpoint::FindContradictions(parts_, weights_, *analyze_, call, request, max_examined_,
                                        response);
}

absl::Status RouterHandler::FindNarratives(const CallContext& call,
                                           const v1::FindNarrativesRequest& request,
                                           v1::FindNarrativesResponse* response) {
  RETURN_IF_ERROR(CheckAnalysis());
  return standpoint::FindNarratives(parts_, weights_, *analyze_, call, request, max_examined_,
                                    response);
}

absl::Status RouterHandler::StreamAssessProposition(
    const CallContext& call, const v1::StreamAssessPropositionRequest& request,
    AssessmentSink sink) {
  RETURN_IF_ERROR(CheckAnalysis());
  const auto arguments = ReadAssessArguments(request.assess(), /*streamed=*/true);
  RETURN_IF_ERROR(PrefixField("assess", arguments.status()));
  ASSIGN_OR_RETURN(Spread spread, Spread::Begin(parts_, call, arguments->corpus,
                                                request.assess().min_consistency_token(),
                                                "assess.min_consistency_token"));
  int64_t left = max_examined_;
  SpreadCandidates source(spread, weights_, *arguments, request.assess(), &left);
  return PrefixField("assess", standpoint::StreamAssessProposition(
                                   source, *analyze_, call, *arguments,
                                   [&](v1::StreamAssessPropositionResponse answer) {
                                     spread.FillMissing(answer.mutable_assessment());
                                     return sink(std::move(answer));
                                   }));
}

}  // namespace standpoint
