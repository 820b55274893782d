#include "cli/commands/claims.h"

#include <algorithm>

#include "cli/commands/document_texts.h"
#include "cli/commands/json.h"
#include "cli/console/explain.h"
#include "cli/render/entries.h"
#include "common/status/macros.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {
namespace {

absl::Status TryListClaims(const ListOptions& options, Connection& connection, Console& console) {
  v1::ListClaimsRequest request;
  request.set_parent(options.document.empty() ? CorpusName(options.corpus)
                                              : DocumentName(options.document, options.corpus));
  request.set_order_by(options.order_by);
  ASSIGN_OR_RETURN(*request.mutable_filter(),
                   ComposeFilter(options.filter, FilterSubject::kClaims));
  DocumentTexts texts(connection);
  return ForEachPage(
      request, options.page, console,
      [&](const auto& page) { return connection.Query(&v1::QueryService::Stub::ListClaims, page); },
      [](const auto& page) -> const auto& { return page.claims(); },
      [&](const auto& page) {
        for (const v1::Claim& claim : page.claims()) {
          if (options.json) {
            console.out << ToJson(claim) << "\n";
            continue;
          }
          console.out << RenderClaim(claim,
                                     options.brief ? "" : texts.TextOf(claim.document().name()),
                                     console.out_style)
                      << "\n";
        }
      });
}

absl::Status GetOneClaim(const std::string& text, const GetOptions& options, Connection& connection,
                         Console& console) {
  v1::GetClaimRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), PartName(text, "claims", options.corpus));
  ASSIGN_OR_RETURN(const v1::Claim claim,
                   connection.Query(&v1::QueryService::Stub::GetClaim, request));
  DocumentTexts texts(connection);
  console.out << (options.json ? ToJson(claim)
                               : RenderClaim(claim, texts.TextOf(claim.document().name()),
                                             console.out_style))
              << "\n";
  return absl::OkStatus();
}

}  // namespace

ExitCode ListClaims(const ListOptions& options, Connection& connection, Console& console) {
  return Report(TryListClaims(options, connection, console), console);
}

ExitCode GetClaims(const GetOptions& options, Connection& connection, Console& console) {
  ExitCode worst = ExitCode::kOk;
  for (const std::string& name : options.names) {
    worst = std::max(worst, Report(GetOneClaim(name, options, connection, console), console));
  }
  return worst;
}

}  // namespace standpoint
