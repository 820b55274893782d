#include "analyze/service/analyze_handler.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "analyze/client/analyze_limits.h"
#include "common/read_mask/read_mask.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
absl::Status AnalyzeHandler::AnalyzeText(const CallContext& call,
                                         const v1::AnalyzeTextRequest& request,
                                         v1::AnalyzeTextResponse* response) {
  if (request.text().size() > max_text_bytes_) {
    return InvalidField("text", absl::StrCat("has ", request.text().size(), " bytes; at most ",
                                             max_text_bytes_, " are allowed"));
  }
  ASSIGN_OR_RETURN(const ReadMask mask,
                   ReadMask::Parse(request.read_mask(), *v1::Analysis::descriptor(),
                                   /*left_out=*/
                                   {"claims.terms", "claims.explanations", "claims.embedding",
                                    "stances.explanations"}));
  v1::Document document;
  document.set_text(request.text());
  ASSIGN_OR_RETURN(*response->mutable_analysis(), documents_.Analyze(document, call.deadline()));
  mask.Apply(*response->mutable_analysis());
  return absl::OkStatus();
}

absl::Status AnalyzeHandler::AnalyzeProposition(const CallContext& call,
                                                const v1::AnalyzePropositionRequest& request,
                                                v1::AnalyzePropositionResponse* response) {
  RETURN_IF_ERROR(CheckProposition(request.proposition()));
  for (std::string& term : analyzer_.Terms(request.proposition())) {
    response->add_terms(std::move(term));
  }
  response->set_embedding(analyzer_.Embed(request.proposition()));
  return absl::OkStatus();
}

absl::Status AnalyzeHandler::JudgeClaims(const CallContext& call,
                                         const v1::JudgeClaimsRequest& request,
                                         v1::JudgeClaimsResponse* response) {
  const std::vector<std::string> claims(request.claims().begin(), request.claims().end());
  RETURN_IF_ERROR(CheckProposition(request.proposition()));
  RETURN_IF_ERROR(CheckClaims(claims));
  for (size_t begin = 0; begin < claims.size(); begin += judge_.batch()) {
    RETURN_IF_ERROR(call.Check());
    for (v1::Judgement& judgement :
         judge_.Judge(request.proposition(), absl::MakeSpan(claims).subspan(begin, judge_.batch()),
                      call.deadline())) {
      *response->add_judgements() = std::move(judgement);
    }
  }
  return absl::OkStatus();
}

}  // namespace standpoint
