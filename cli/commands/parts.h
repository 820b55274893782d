// What `claims` and `stances` do alike: list and get parts of documents.

#ifndef STANDPOINT_CLI_COMMANDS_PARTS_H_
#define STANDPOINT_CLI_COMMANDS_PARTS_H_

#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/client/connection.h"
#include "cli/commands/document_texts.h"
#include "cli/commands/json.h"
#include "cli/commands/paging.h"
#include "cli/commands/selection.h"
#include "cli/console/console.h"
#include "cli/console/explain.h"
#include "common/status/macros.h"

namespace standpoint {

struct ListOptions {
  std::string corpus = "default";
  std::string document;  // of this document alone; name or ID
  FilterOptions filter;
  PageOptions page;
  std::string order_by;
  bool brief = false;  // evidence alone, without its sentence
  bool json = false;
};

struct GetOptions {
  std::string corpus = "default";
  std::vector<std::string> names;
  bool json = false;
};

// `Part` says what differs: the types ListRequest and GetRequest, kSubject, kCollection, List and Get (calls of QueryService),
// Items (of a page) and Render (an item with the text of its document).
template <typename Part>
absl::Status TryListParts(const ListOptions& options, Connection& connection, Console& console) {
  typename Part::ListRequest request;
  request.set_parent(options.document.empty() ? CorpusName(options.corpus)
                                              : DocumentName(options.document, options.corpus));
  request.set_order_by(options.order_by);
  ASSIGN_OR_RETURN(*request.mutable_filter(), ComposeFilter(options.filter, Part::kSubject));
  DocumentTexts texts(connection);
  return ForEachPage(
      request, options.page, console,
      [&](const auto& page) { return connection.Query(Part::kList, page); },
      [](const auto& page) -> const auto& { return Part::Items(page); },
      [&](const auto& page) {
        for (const auto& item : Part::Items(page)) {
          if (options.json) {
            console.out << ToJson(item) << "\n";
            continue;
          }
          const std::string text = options.brief ? "" : texts.TextOf(item.document().name());
          console.out << Part::Render(item, text, console.out_style) << "\n";
        }
      });
}

template <typename Part>
absl::Status TryGetPart(const std::string& name, const GetOptions& options, Connection& connection,
                        Console& console) {
  typename Part::GetRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), PartName(name, Part::kCollection, options.corpus));
  ASSIGN_OR_RETURN(const auto item, connection.Query(Part::kGet, request));
  DocumentTexts texts(connection);
  console.out << (options.json
                      ? ToJson(item)
                      : Part::Render(item, texts.TextOf(item.document().name()), console.out_style))
              << "\n";
  return absl::OkStatus();
}

template <typename Part>
ExitCode ListParts(const ListOptions& options, Connection& connection, Console& console) {
  return Report(TryListParts<Part>(options, connection, console), console);
}

// All of them, whatever becomes of one; the worst exit code.
template <typename Part>
ExitCode GetParts(const GetOptions& options, Connection& connection, Console& console) {
  ExitCode worst = ExitCode::kOk;
  for (const std::string& name : options.names) {
    worst = std::max(worst, Report(TryGetPart<Part>(name, options, connection, console), console));
  }
  return worst;
}

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_PARTS_H_
