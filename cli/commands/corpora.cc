#include "cli/commands/corpora.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/commands/json.h"
#include "cli/commands/operations.h"
#include "cli/console/explain.h"
#include "cli/render/facts.h"
#include "common/status/macros.h"
#include "standpoint/v1/admin_service.pb.h"
#include "standpoint/v1/analyze_service.grpc.pb.h"

namespace standpoint {
namespace {

std::string FullName(const std::string& name) {
  return absl::StartsWith(name, "corpora/") ? name : absl::StrCat("corpora/", name);
}

std::string Render(const v1::Corpus& corpus) {
  return absl::StrCat(corpus.name(), "  ", CountOf(corpus.document_count(), "document"), ", ",
                      CountOf(corpus.claim_count(), "claim"), ", ",
                      CountOf(corpus.stance_count(), "stance"));
}

absl::Status TryList(const ListCorporaOptions& options, Connection& connection, Console& console) {
  return ForEachPage(
      v1::ListCorporaRequest(), options.page, console,
      [&](const auto& page) {
        return connection.Query(&v1::QueryService::Stub::ListCorpora, page);
      },
      [](const auto& page) -> const auto& { return page.corpora(); },
      [&](const auto& page) {
        for (const v1::Corpus& corpus : page.corpora()) {
          console.out << (options.json ? ToJson(corpus) : Render(corpus)) << "\n";
        }
      });
}

absl::Status TryDelete(const DeleteCorpusOptions& options, Connection& connection,
                       Console& console) {
  v1::DeleteCorpusRequest request;
  request.set_name(FullName(options.name));
  if (!options.sure) {
    return WrongUsage(absl::StrCat("this deletes every document of ", request.name(),
                                   " and all that was found in them; say --yes to do it"));
  }
  ServerConnection& server = connection.ingest_server();
  ASSIGN_OR_RETURN(v1::Operation operation,
                   connection.Admin(server, &v1::AdminService::Stub::DeleteCorpus, request));
  ASSIGN_OR_RETURN(operation, AwaitOperation(connection, server, std::move(operation), console));
  const v1::CorpusDeletion& deletion = operation.corpus_deletion();
  console.out << (options.json ? ToJson(deletion)
                               : absl::StrCat(CountOf(deletion.document_count(), "document"),
                                              " deleted from ", deletion.corpus()))
              << std::endl;
  return absl::OkStatus();
}

// The analyzer that the server runs; absent when it hosts none.
absl::StatusOr<std::optional<v1::Analyzer>> RunningAnalyzer(ServerConnection& server) {
  const auto stub = v1::AnalyzeService::NewStub(server.channel());
  v1::AnalyzeTextRequest request;
  request.set_text("It rains.");
  v1::AnalyzeTextResponse response;
  const absl::Status status =
      server.Call(&v1::AnalyzeService::Stub::AnalyzeText, *stub, request, response);
  if (absl::IsUnimplemented(status)) return std::optional<v1::Analyzer>();
  RETURN_IF_ERROR(status);
  return std::optional<v1::Analyzer>(response.analysis().analyzer());
}

absl::Status TryReanalyze(const ReanalyzeOptions& options, Connection& connection,
                          Console& console) {
  v1::ReanalyzeCorpusRequest request;
  request.set_name(FullName(options.name));
  ServerConnection& server = connection.ingest_server();
  if (!options.all) {
    ASSIGN_OR_RETURN(const std::optional<v1::Analyzer> analyzer, RunningAnalyzer(server));
    if (analyzer) *request.mutable_skip_analyzer() = *analyzer;
  }
  ASSIGN_OR_RETURN(v1::Operation operation,
                   connection.Admin(server, &v1::AdminService::Stub::ReanalyzeCorpus, request));
  ASSIGN_OR_RETURN(operation, AwaitOperation(connection, server, std::move(operation), console));
  const v1::Reanalysis& done = operation.reanalysis();
  console.out << (options.json ? ToJson(done)
                               : absl::StrCat(CountOf(done.queued_count(), "document"),
                                              " queued to be analysed again, ",
                                              CountText(done.skipped_count()),
                                              " read by today's analyzer already"))
              << std::endl;
  return absl::OkStatus();
}

}  // namespace

ExitCode ListCorpora(const ListCorporaOptions& options, Connection& connection, Console& console) {
  return Report(TryList(options, connection, console), console);
}

ExitCode DeleteCorpus(const DeleteCorpusOptions& options, Connection& connection,
                      Console& console) {
  return Report(TryDelete(options, connection, console), console);
}

ExitCode ReanalyzeCorpus(const ReanalyzeOptions& options, Connection& connection,
                         Console& console) {
  return Report(TryReanalyze(options, connection, console), console);
}

}  // namespace standpoint
