#include "cli/commands/documents.h"

#include <algorithm>
#include <functional>

#include "cli/commands/json.h"
#include "cli/commands/paging.h"
#include "cli/commands/selection.h"
#include "cli/console/explain.h"
#include "cli/render/entries.h"
#include "common/status/macros.h"
#include "google/protobuf/empty.pb.h"
#include "standpoint/v1/ingest_service.pb.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {
namespace {

absl::Status TryListDocuments(const ListOptions& options, Connection& connection,
                              Console& console) {
  v1::ListDocumentsRequest request;
  request.set_parent(CorpusName(options.corpus));
  request.set_order_by(options.order_by);
  ASSIGN_OR_RETURN(*request.mutable_filter(),
                   ComposeFilter(options.filter, FilterSubject::kDocuments));
  return ForEachPage(
      request, options.page, console,
      [&](const auto& page) {
        return connection.Query(&v1::QueryService::Stub::ListDocuments, page);
      },
      [](const auto& page) -> const auto& { return page.documents(); },
      [&](const auto& page) {
        for (const v1::Document& document : page.documents()) {
          console.out << (options.json ? ToJson(document) + "\n"
                                       : RenderDocumentEntry(document, console.out_style));
        }
      });
}

absl::Status GetOneDocument(const std::string& text, const GetDocumentOptions& options,
                            Connection& connection, Console& console) {
  v1::GetDocumentRequest request;
  request.set_name(DocumentName(text, options.names.corpus));
  ASSIGN_OR_RETURN(v1::Document document,
                   connection.Query(&v1::QueryService::Stub::GetDocument, request));
  if (!options.text) document.clear_text();
  console.out << (options.names.json ? ToJson(document) + "\n"
                                     : RenderDocument(document, options.text, console.out_style));
  return absl::OkStatus();
}

absl::Status DeleteOneDocument(const std::string& text, const GetOptions& options,
                               Connection& connection, Console& console) {
  v1::DeleteDocumentRequest request;
  request.set_name(DocumentName(text, options.corpus));
  google::protobuf::Empty response;
  RETURN_IF_ERROR(connection.ingest_server().Call(&v1::IngestService::Stub::DeleteDocument,
                                                  connection.ingest(), request, response));
  console.out << (options.json ? ToJson(request) : "deleted " + request.name()) << "\n";
  return absl::OkStatus();
}

ExitCode ForEachName(const GetOptions& options, Console& console,
                     const std::function<absl::Status(const std::string&)>& act) {
  ExitCode worst = ExitCode::kOk;
  for (const std::string& name : options.names) worst = std::max(worst, Report(act(name), console));
  return worst;
}

}  // namespace

ExitCode ListDocuments(const ListOptions& options, Connection& connection, Console& console) {
  return Report(TryListDocuments(options, connection, console), console);
}

ExitCode GetDocuments(const GetDocumentOptions& options, Connection& connection, Console& console) {
  return ForEachName(options.names, console, [&](const std::string& name) {
    return GetOneDocument(name, options, connection, console);
  });
}

ExitCode DeleteDocuments(const GetOptions& options, Connection& connection, Console& console) {
  return ForEachName(options, console, [&](const std::string& name) {
    return DeleteOneDocument(name, options, connection, console);
  });
}

}  // namespace standpoint
