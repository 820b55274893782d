#include "cli/commands/stances.h"

#include <algorithm>

#include "cli/commands/document_texts.h"
#include "cli/commands/json.h"
#include "cli/console/explain.h"
#include "cli/render/entries.h"
#include "common/status/macros.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {
namespace {

absl::Status TryListStances(const ListOptions& options, Connection& connection, Console& console) {
  v1::ListStancesRequest request;
  request.set_parent(options.document.empty() ? CorpusName(options.corpus)
                                              : DocumentName(options.document, options.corpus));
  request.set_order_by(options.order_by);
  ASSIGN_OR_RETURN(*request.mutable_filter(),
                   ComposeFilter(options.filter, FilterSubject::kStances));
  DocumentTexts texts(connection);
  return ForEachPage(
      request, options.page, console,
      [&](const auto& page) {
        return connection.Query(&v1::QueryService::Stub::ListStances, page);
      },
      [](const auto& page) -> const auto& { return page.stances(); },
      [&](const auto& page) {
        for (const v1::Stance& stance : page.stances()) {
          if (options.json) {
            console.out << ToJson(stance) << "\n";
            continue;
          }
          console.out << RenderStance(stance,
                                      options.brief ? "" : texts.TextOf(stance.document().name()),
                                      console.out_style)
                      << "\n";
        }
      });
}

absl::Status GetOneStance(const std::string& text, const GetOptions& options,
                          Connection& connection, Console& console) {
  v1::GetStanceRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), PartName(text, "stances", options.corpus));
  ASSIGN_OR_RETURN(const v1::Stance stance,
                   connection.Query(&v1::QueryService::Stub::GetStance, request));
  DocumentTexts texts(connection);
  console.out << (options.json ? ToJson(stance)
                               : RenderStance(stance, texts.TextOf(stance.document().name()),
                                              console.out_style))
              << "\n";
  return absl::OkStatus();
}

}  // namespace

ExitCode ListStances(const ListOptions& options, Connection& connection, Console& console) {
  return Report(TryListStances(options, connection, console), console);
}

ExitCode GetStances(const GetOptions& options, Connection& connection, Console& console) {
  ExitCode worst = ExitCode::kOk;
  for (const std::string& name : options.names) {
    worst = std::max(worst, Report(GetOneStance(name, options, connection, console), console));
  }
  return worst;
}

}  // namespace standpoint
