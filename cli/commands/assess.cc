#include "cli/commands/assess.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/commands/document_texts.h"
#include "cli/commands/json.h"
#include "cli/commands/missing.h"
#include "cli/console/explain.h"
#include "cli/render/assessment.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {
namespace {

absl::StatusOr<v1::AssessPropositionRequest> MakeRequest(const AssessOptions& options) {
  v1::AssessPropositionRequest request;
  request.set_parent(CorpusName(options.corpus));
  request.set_proposition(options.proposition);
  ASSIGN_OR_RETURN(*request.mutable_filter(),
                   ComposeFilter(options.filter, FilterSubject::kClaims));
  request.set_min_confidence(options.min_confidence);
  request.set_max_candidates(options.max_candidates);
  request.set_max_evidence(options.evidence);
  return request;
}

AssessmentView MakeView(const v1::AssessPropositionRequest& request,
                        const v1::AssessPropositionResponse& response, Connection& connection) {
  AssessmentView view;
  view.proposition = request.proposition();
  view.scope = absl::StrCat("Who is for it and who is against it, in ", request.parent(),
                            request.filter().empty() ? "" : ", where ", request.filter());
  DocumentTexts texts(connection);
  for (const v1::Side& side : response.sides()) {
    for (const v1::Evidence& evidence : side.evidence()) {
      const std::string& document = evidence.claim().document().name();
      if (view.texts.count(document) == 0) view.texts[document] = texts.TextOf(document);
    }
  }
  return view;
}

// The whole answer; until it is there, on a terminal a line of what is known so far, which overwrites itself.
absl::StatusOr<v1::AssessPropositionResponse> AskWhileShowing(
    const v1::AssessPropositionRequest& request, Connection& connection, Console& console) {
  v1::StreamAssessPropositionRequest streamed;
  *streamed.mutable_assess() = request;
  v1::StreamAssessPropositionResponse answer;
  const auto take = [&](v1::StreamAssessPropositionResponse next) {
    answer = std::move(next);
    if (console.err_is_terminal) {
      console.err << "\r" << AssessmentProgress(answer, console.err_style) << "\x1b[K"
                  << std::flush;
    }
  };
  const absl::Status status =
      connection.QueryStream(&v1::QueryService::Stub::StreamAssessProposition, streamed, take);
  if (console.err_is_terminal) console.err << "\r\x1b[K" << std::flush;
  RETURN_IF_ERROR(status);
  if (!answer.last()) {
    return MakeError(absl::StatusCode::kInternal, "ANSWER_INCOMPLETE",
                     "the server ended its answer before the last part");
  }
  return std::move(*answer.mutable_assessment());
}

absl::StatusOr<ExitCode> TryAssess(const AssessOptions& options, Connection& connection,
                                   Console& console) {
  ASSIGN_OR_RETURN(const v1::AssessPropositionRequest request, MakeRequest(options));
  ASSIGN_OR_RETURN(const v1::AssessPropositionResponse response,
                   AskWhileShowing(request, connection, console));
  int voices = 0;
  for (const v1::Side& side : response.sides()) voices += side.voice_count();
  if (options.json) {
    console.out << ToJson(response) << "\n";
  } else {
    console.out << RenderAssessment(response, MakeView(request, response, connection),
                                    console.out_style);
  }
  WarnOfMissing(response, console);
  return voices > 0 ? ExitCode::kOk : ExitCode::kIncomplete;
}

}  // namespace

ExitCode Assess(const AssessOptions& options, Connection& connection, Console& console) {
  const absl::StatusOr<ExitCode> code = TryAssess(options, connection, console);
  return code.ok() ? *code : Report(code.status(), console);
}

}  // namespace standpoint
