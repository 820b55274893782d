#include "cli/commands/contradictions.h"

#include "absl/strings/str_cat.h"
#include "cli/commands/document_texts.h"
#include "cli/commands/json.h"
#include "cli/commands/missing.h"
#include "cli/console/explain.h"
#include "cli/render/contradictions.h"
#include "common/status/macros.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {
namespace {

v1::ContradictionKind KindOf(const ContradictionsOptions& options) {
  if (options.same_holder) return v1::CONTRADICTION_KIND_REVERSAL;
  return options.different_holders ? v1::CONTRADICTION_KIND_DISPUTE
                                   : v1::CONTRADICTION_KIND_UNSPECIFIED;
}

absl::StatusOr<v1::FindContradictionsRequest> MakeRequest(const ContradictionsOptions& options) {
  v1::FindContradictionsRequest request;
  request.set_parent(CorpusName(options.corpus));
  ASSIGN_OR_RETURN(*request.mutable_filter(),
                   ComposeFilter(options.filter, FilterSubject::kClaims));
  request.set_kind(KindOf(options));
  request.set_min_confidence(options.min_confidence);
  request.set_max_claims(options.max_claims);
  request.set_max_candidates(options.max_candidates);
  request.set_max_contradictions(options.limit);
  return request;
}

ContradictionsView MakeView(const v1::FindContradictionsRequest& request,
                            const v1::FindContradictionsResponse& response,
                            Connection& connection) {
  ContradictionsView view;
  view.scope =
      absl::StrCat(request.parent(), request.filter().empty() ? "" : ", where ", request.filter());
  DocumentTexts texts(connection);
  for (const v1::Contradiction& contradiction : response.contradictions()) {
    for (const v1::ContradictionSide* side : {&contradiction.first(), &contradiction.second()}) {
      const std::string& document = side->claim().document().name();
      if (view.texts.count(document) == 0) view.texts[document] = texts.TextOf(document);
    }
  }
  return view;
}

absl::StatusOr<ExitCode> TryFind(const ContradictionsOptions& options, Connection& connection,
                                 Console& console) {
  ASSIGN_OR_RETURN(const v1::FindContradictionsRequest request, MakeRequest(options));
  ASSIGN_OR_RETURN(const v1::FindContradictionsResponse response,
                   connection.Query(&v1::QueryService::Stub::FindContradictions, request));
  if (options.json) {
    console.out << ToJson(response) << "\n";
  } else {
    console.out << RenderContradictions(response, MakeView(request, response, connection),
                                        console.out_style);
  }
  WarnOfMissing(response, console);
  return response.contradictions().empty() ? ExitCode::kIncomplete : ExitCode::kOk;
}

}  // namespace

ExitCode FindContradictions(const ContradictionsOptions& options, Connection& connection,
                            Console& console) {
  const absl::StatusOr<ExitCode> code = TryFind(options, connection, console);
  return code.ok() ? *code : Report(code.status(), console);
}

}  // namespace standpoint
