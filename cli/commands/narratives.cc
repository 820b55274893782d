#include "cli/commands/narratives.h"

#include "absl/strings/str_cat.h"
#include "cli/commands/document_texts.h"
#include "cli/commands/json.h"
#include "cli/commands/missing.h"
#include "cli/console/explain.h"
#include "cli/render/narratives.h"
#include "common/status/macros.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {
namespace {

absl::StatusOr<v1::FindNarrativesRequest> MakeRequest(const NarrativesOptions& options) {
  v1::FindNarrativesRequest request;
  request.set_parent(CorpusName(options.corpus));
  request.set_subject(options.subject);
  ASSIGN_OR_RETURN(*request.mutable_filter(),
                   ComposeFilter(options.filter, FilterSubject::kClaims));
  request.set_min_confidence(options.min_confidence);
  request.set_max_claims(options.max_claims);
  request.set_max_candidates(options.max_candidates);
  request.set_min_voices(options.min_voices);
  request.set_max_narratives(options.limit);
  request.set_max_quotes(options.quotes);
  return request;
}

NarrativesView MakeView(const v1::FindNarrativesRequest& request,
                        const v1::FindNarrativesResponse& response, Connection& connection) {
  NarrativesView view;
  view.scope = absl::StrCat(
      request.subject().empty() ? "" : absl::StrCat("about \"", request.subject(), "\", "), "in ",
      request.parent(), request.filter().empty() ? "" : ", where ", request.filter());
  view.min_voices = request.min_voices();
  DocumentTexts texts(connection);
  const auto read = [&](const v1::Claim& claim) {
    const std::string& document = claim.document().name();
    if (view.texts.count(document) == 0) view.texts[document] = texts.TextOf(document);
  };
  for (const v1::Narrative& narrative : response.narratives()) {
    for (const v1::NarrativeQuote& quote : narrative.quotes()) read(quote.claim());
  }
  for (const v1::NarrativeOpposition& opposition : response.oppositions()) {
    read(opposition.surest().first().claim());
    read(opposition.surest().second().claim());
  }
  return view;
}

absl::StatusOr<ExitCode> TryFind(const NarrativesOptions& options, Connection& connection,
                                 Console& console) {
  ASSIGN_OR_RETURN(const v1::FindNarrativesRequest request, MakeRequest(options));
  ASSIGN_OR_RETURN(const v1::FindNarrativesResponse response,
                   connection.Query(&v1::QueryService::Stub::FindNarratives, request));
  if (options.json) {
    console.out << ToJson(response) << "\n";
  } else {
    console.out << RenderNarratives(response, MakeView(request, response, connection),
                                    console.out_style);
  }
  WarnOfMissing(response, console);
  return response.narratives().empty() ? ExitCode::kIncomplete : ExitCode::kOk;
}

}  // namespace

ExitCode FindNarratives(const NarrativesOptions& options, Connection& connection,
                        Console& console) {
  const absl::StatusOr<ExitCode> code = TryFind(options, connection, console);
  return code.ok() ? *code : Report(code.status(), console);
}

}  // namespace standpoint
