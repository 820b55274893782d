#include "store/service/query_handler.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/query/assess.h"
#include "store/query/filter_fields.h"
#include "store/query/gets.h"
#include "store/query/list_arguments.h"
#include "store/query/lists.h"
#include "store/query/page_token.h"
#include "store/query/place.h"
#include "store/query/scan.h"
#include "store/query/search/aggregate.h"
#include "store/query/search/searches.h"
#include "store/query/stored_contradictions.h"
#include "store/query/stored_narratives.h"
#include "store/service/answer_mask.h"

namespace standpoint {

absl::Status QueryHandler::GetCorpus(const CallContext&, const v1::GetCorpusRequest& request,
                                     v1::Corpus* corpus) const {
  ASSIGN_OR_RETURN(const CorpusName name, CorpusName::Parse("name", request.name()));
  return standpoint::GetCorpus(*engine_->GetSnapshot(), name, corpus);
}

absl::Status QueryHandler::ListCorpora(const CallContext&, const v1::ListCorporaRequest& request,
                                       v1::ListCorporaResponse* response) const {
  ASSIGN_OR_RETURN(const int page_size, EffectivePageSize(request.page_size()));
  const uint64_t digest = CorporaDigest();
  std::string after;
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(after, DecodePageToken(digest, request.page_token()));
  }
  ASSIGN_OR_RETURN(std::vector<v1::Corpus> corpora,
                   standpoint::ListCorpora(*engine_->GetSnapshot(), after, page_size + 1));
  if (static_cast<int>(corpora.size()) > page_size) {
    corpora.pop_back();
    const CorpusName last = *CorpusName::Parse("name", corpora.back().name());
    response->set_next_page_token(EncodePageToken(digest, last.corpus));
  }
  response->mutable_corpora()->Assign(corpora.begin(), corpora.end());
  return absl::OkStatus();
}

absl::Status QueryHandler::GetDocument(const CallContext&, const v1::GetDocumentRequest& request,
                                       v1::Document* document) const {
  ASSIGN_OR_RETURN(const DocumentName name, DocumentName::Parse("name", request.name()));
  ASSIGN_OR_RETURN(const auto mask, MaskOf<v1::Document>(request.read_mask()));
  RETURN_IF_ERROR(standpoint::GetDocument(*engine_->GetSnapshot(), name, Wants(mask, "text", true),
                                          Wants(mask, "original_runs", false), document));
  ApplyTo(mask, *document);
  return absl::OkStatus();
}

absl::Status QueryHandler::ListDocumentsWithPlaces(const CallContext& call,
                                                   const v1::ListDocumentsRequest& request,
                                                   v1::ListDocumentsResponse* response,
                                                   std::vector<ScanPlace>* places) const {
  ASSIGN_OR_RETURN(const auto mask, MaskOf<v1::Document>(request.read_mask()));
  ASSIGN_OR_RETURN(const ListArguments arguments,
                   ReadListArguments(ResourceKind::kDocument, RawArguments(request)));
  ScanBudget budget(call, max_examined_);
  ASSIGN_OR_RETURN(
      const auto next,
      standpoint::ListDocuments(*engine_->GetSnapshot(), arguments, Wants(mask, "text", false),
                                Wants(mask, "original_runs", false), &budget,
                                response->mutable_documents(), places));
  ApplyToAll(mask, response->mutable_documents());
  response->set_next_page_token(NextPageToken(arguments, next));
  return absl::OkStatus();
}

absl::Status QueryHandler::GetClaim(const CallContext&, const v1::GetClaimRequest& request,
                                    v1::Claim* claim) const {
  ASSIGN_OR_RETURN(const ClaimName name, ClaimName::Parse("name", request.name()));
  ASSIGN_OR_RETURN(const auto mask, MaskOf<v1::Claim>(request.read_mask()));
  RETURN_IF_ERROR(
      standpoint::GetClaim(*engine_->GetSnapshot(), name, Wants(mask, "terms", false), claim));
  ApplyTo(mask, *claim);
  return absl::OkStatus();
}

absl::Status QueryHandler::GetClaimBytes(const CallContext& call,
                                         const v1::GetClaimRequest& request,
                                         std::string* bytes) const {
  if (request.read_mask().paths().empty()) {
    ASSIGN_OR_RETURN(const ClaimName name, ClaimName::Parse("name", request.name()));
    if (standpoint::GetClaimBytes(*engine_->GetSnapshot(), name, bytes)) {
      return absl::OkStatus();
    }
  }
  v1::Claim claim;
  RETURN_IF_ERROR(GetClaim(call, request, &claim));
  bytes->clear();
  claim.AppendToString(bytes);
  return absl::OkStatus();
}

absl::Status QueryHandler::ListClaimsWithPlaces(const CallContext& call,
                                                const v1::ListClaimsRequest& request,
                                                v1::ListClaimsResponse* response,
                                                std::vector<ScanPlace>* places) const {
  ASSIGN_OR_RETURN(const auto mask, MaskOf<v1::Claim>(request.read_mask()));
  ASSIGN_OR_RETURN(ListArguments arguments,
                   ReadListArguments(ResourceKind::kClaim, RawArguments(request)));
  arguments.known = known();
  ScanBudget budget(call, max_examined_);
  ASSIGN_OR_RETURN(const auto next, standpoint::ListClaims(*engine_->GetSnapshot(), arguments,
                                                           Wants(mask, "terms", false), &budget,
                                                           response->mutable_claims(), places));
  ApplyToAll(mask, response->mutable_claims());
  response->set_next_page_token(NextPageToken(arguments, next));
  return absl::OkStatus();
}

absl::Status QueryHandler::GetStance(const CallContext&, const v1::GetStanceRequest& request,
                                     v1::Stance* stance) const {
  ASSIGN_OR_RETURN(const StanceName name, StanceName::Parse("name", request.name()));
  ASSIGN_OR_RETURN(const auto mask, MaskOf<v1::Stance>(request.read_mask()));
  RETURN_IF_ERROR(standpoint::GetStance(*engine_->GetSnapshot(), name, stance));
  ApplyTo(mask, *stance);
  return absl::OkStatus();
}

absl::Status QueryHandler::ListStancesWithPlaces(const CallContext& call,
                                                 const v1::ListStancesRequest& request,
                                                 v1::ListStancesResponse* response,
                                                 std::vector<ScanPlace>* places) const {
  ASSIGN_OR_RETURN(const auto mask, MaskOf<v1::Stance>(request.read_mask()));
  ASSIGN_OR_RETURN(const ListArguments arguments,
                   ReadListArguments(ResourceKind::kStance, RawArguments(request)));
  ScanBudget budget(call, max_examined_);
  ASSIGN_OR_RETURN(const auto next,
                   standpoint::ListStances(*engine_->GetSnapshot(), arguments, &budget,
                                           response->mutable_stances(), places));
  ApplyToAll(mask, response->mutable_stances());
  response->set_next_page_token(NextPageToken(arguments, next));
  return absl::OkStatus();
}

absl::Status QueryHandler::SearchClaimsWithPlaces(const CallContext& call,
                                                  const v1::SearchClaimsRequest& request,
                                                  v1::SearchClaimsResponse* response,
                                                  std::vector<SearchPlace>* places) const {
  ASSIGN_OR_RETURN(const auto mask, MaskOf<v1::Claim>(request.read_mask()));
  ASSIGN_OR_RETURN(SearchArguments arguments, ReadSearchArguments(request));
  arguments.known = known_.get();
  ScanBudget budget(call, max_examined_);
  RETURN_IF_ERROR(standpoint::SearchClaims(*engine_->GetSnapshot(), arguments,
                                           Wants(mask, "terms", false), call, &budget, response,
                                           places));
  for (v1::ClaimHit& hit : *response->mutable_hits()) {
    ApplyTo(mask, *hit.mutable_claim());
  }
  return absl::OkStatus();
}

absl::Status QueryHandler::SearchDocumentsWithPlaces(const CallContext& call,
                                                     const v1::SearchDocumentsRequest& request,
                                                     v1::SearchDocumentsResponse* response,
                                                     std::vector<SearchPlace>* places) const {
  ASSIGN_OR_RETURN(const auto mask, MaskOf<v1::Document>(request.read_mask()));
  ASSIGN_OR_RETURN(SearchArguments arguments, ReadSearchArguments(request));
  arguments.known = known_.get();
  ScanBudget budget(call, max_examined_);
  RETURN_IF_ERROR(standpoint::SearchDocuments(
      *engine_->GetSnapshot(), arguments, Wants(mask, "text", false),
      Wants(mask, "original_runs", false), call, &budget, response, places));
  for (v1::DocumentHit& hit : *response->mutable_hits()) {
    ApplyTo(mask, *hit.mutable_document());
  }
  return absl::OkStatus();
}

absl::Status QueryHandler::AggregateClaims(const CallContext& call,
                                           const v1::AggregateClaimsRequest& request,
                                           v1::AggregateClaimsResponse* response) const {
  ScanBudget budget(call, max_examined_);
  RETURN_IF_ERROR(standpoint::AggregateClaims(*engine_->GetSnapshot(), request, call, &budget,
                                              known(), response));
  if (response->has_first()) {
    ClearUnasked(*response->mutable_first());
  }
  return absl::OkStatus();
}

absl::Status QueryHandler::AggregateStances(const CallContext& call,
                                            const v1::AggregateStancesRequest& request,
                                            v1::AggregateStancesResponse* response) const {
  ScanBudget budget(call, max_examined_);
  RETURN_IF_ERROR(
      standpoint::AggregateStances(*engine_->GetSnapshot(), request, call, &budget, response));
  if (response->has_first()) {
    ClearUnasked(*response->mutable_first());
  }
  return absl::OkStatus();
}

absl::Status QueryHandler::CheckAnalysis() const {
  if (analyze_ == nullptr) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "PART_NOT_HOSTED",
                     "this server knows no analysis that could judge claims");
  }
  return absl::OkStatus();
}

absl::Status QueryHandler::AssessProposition(const CallContext& call,
                                             const v1::AssessPropositionRequest& request,
                                             v1::AssessPropositionResponse* response) const {
  RETURN_IF_ERROR(CheckAnalysis());
  ScanBudget budget(call, max_examined_);
  return standpoint::AssessProposition(*engine_->GetSnapshot(), *analyze_, call, request, &budget,
                                       known_.get(), response);
}

absl::Status QueryHandler::FindContradictions(const CallContext& call,
                                              const v1::FindContradictionsRequest& request,
                                              v1::FindContradictionsResponse* response) const {
  RETURN_IF_ERROR(CheckAnalysis());
  return standpoint::FindContradictions(*engine_->GetSnapshot(), *analyze_, call, request,
                                        max_examined_, known_.get(), response);
}

absl::Status QueryHandler::FindNarratives(const CallContext& call,
                                          const v1::FindNarrativesRequest& request,
                                          v1::FindNarrativesResponse* response) const {
  RETURN_IF_ERROR(CheckAnalysis());
  return standpoint::FindNarratives(*engine_->GetSnapshot(), *analyze_, call, request,
                                    max_examined_, known_.get(), response);
}

absl::Status QueryHandler::StreamAssessProposition(
    const CallContext& call, const v1::StreamAssessPropositionRequest& request,
    AssessmentSink sink) const {
  RETURN_IF_ERROR(CheckAnalysis());
  ScanBudget budget(call, max_examined_);
  return PrefixField(
      "assess", standpoint::StreamAssessProposition(*engine_->GetSnapshot(), *analyze_, call,
                                                    request.assess(), &budget, known_.get(), sink));
}

}  // namespace standpoint
