#include "analyze/client/grpc_analyze_client.h"

#include <grpcpp/client_context.h>

#include <iterator>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"

namespace standpoint {

template <typename Request, typename Response>
absl::StatusOr<Response> GrpcAnalyzeClient::Call(
    grpc::Status (v1::AnalyzeService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                     Response*),
    const Request& request, absl::Time deadline) {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  if (deadline != absl::InfiniteFuture()) {
    context.set_deadline(absl::ToChronoTime(deadline));
  }
  Response response;
  RETURN_IF_ERROR(FromGrpcStatus(((*stub_).*method)(&context, request, &response)));
  return response;
}

absl::StatusOr<v1::Analysis> GrpcAnalyzeClient::AnalyzeText(absl::string_view text,
                                                            absl::Time deadline) {
  v1::AnalyzeTextRequest request;
  request.set_text(text.data(), text.size());
  request.mutable_read_mask()->add_paths("*");
  ASSIGN_OR_RETURN(v1::AnalyzeTextResponse response,
                   Call(&v1::AnalyzeService::Stub::AnalyzeText, request, deadline));
  return std::move(*response.mutable_analysis());
}

absl::StatusOr<PropositionFeatures> GrpcAnalyzeClient::AnalyzeProposition(
    absl::string_view proposition, absl::Time deadline) {
  v1::AnalyzePropositionRequest request;
  request.set_proposition(proposition.data(), proposition.size());
  ASSIGN_OR_RETURN(v1::AnalyzePropositionResponse response,
                   Call(&v1::AnalyzeService::Stub::AnalyzeProposition, request, deadline));
  return PropositionFeatures{{std::make_move_iterator(response.mutable_terms()->begin()),
                              std::make_move_iterator(response.mutable_terms()->end())},
                             std::move(*response.mutable_embedding())};
}

absl::StatusOr<std::vector<v1::Judgement>> GrpcAnalyzeClient::Judge(
    absl::string_view proposition, absl::Span<const std::string> claims, absl::Time deadline) {
  v1::JudgeClaimsRequest request;
  request.set_proposition(proposition.data(), proposition.size());
  request.mutable_claims()->Assign(claims.begin(), claims.end());
  ASSIGN_OR_RETURN(v1::JudgeClaimsResponse response,
                   Call(&v1::AnalyzeService::Stub::JudgeClaims, request, deadline));
  if (response.judgements_size() != static_cast<int>(claims.size())) {
    return MakeError(absl::StatusCode::kInternal, "PEER_ANSWER_MALFORMED",
                     absl::StrCat("the analysis gave ", response.judgements_size(),
                                  " judgements for ", claims.size(), " claims"));
  }
  return std::vector<v1::Judgement>(std::make_move_iterator(response.mutable_judgements()->begin()),
                                    std::make_move_iterator(response.mutable_judgements()->end()));
}

}  // namespace standpoint
