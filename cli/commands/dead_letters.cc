#include "cli/commands/dead_letters.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/commands/json.h"
#include "cli/console/explain.h"
#include "cli/render/entries.h"
#include "cli/render/facts.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"
#include "standpoint/v1/admin_service.pb.h"

namespace standpoint {
namespace {

absl::Status TryList(const ListDeadLettersOptions& options, Connection& connection,
                     Console& console) {
  return ForEachPage(
      v1::ListDeadLettersRequest(), options.page, console,
      [&](const auto& page) {
        return connection.Admin(connection.ingest_server(),
                                &v1::AdminService::Stub::ListDeadLetters, page);
      },
      [](const auto& page) -> const auto& { return page.dead_letters(); },
      [&](const auto& page) {
        for (const v1::DeadLetter& letter : page.dead_letters()) {
          console.out << (options.json ? ToJson(letter)
                                       : RenderDeadLetter(letter, console.out_style))
                      << "\n";
        }
      });
}

absl::StatusOr<ExitCode> TryRedrive(const RedriveOptions& options, Connection& connection,
                                    Console& console) {
  if (options.all != options.names.empty()) {
    return WrongUsage("name the dead letters to redrive, or say --all");
  }
  v1::RedriveDeadLettersRequest request;
  request.set_all(options.all);
  for (const std::string& name : options.names) {
    request.add_names(absl::StartsWith(name, "deadLetters/") ? name
                                                             : absl::StrCat("deadLetters/", name));
  }
  ASSIGN_OR_RETURN(const v1::RedriveDeadLettersResponse response,
                   connection.Admin(connection.ingest_server(),
                                    &v1::AdminService::Stub::RedriveDeadLetters, request));
  for (const auto& failure : response.failures()) {
    console.err << failure.name() << ": " << ExplainShortly(FromRpcStatus(failure.error())) << "\n";
  }
  console.out << (options.json ? ToJson(response)
                               : absl::StrCat(CountOf(response.redriven_count(), "document"),
                                              " put back into the queue"))
              << "\n";
  return response.failures().empty() ? ExitCode::kOk : ExitCode::kIncomplete;
}

}  // namespace

ExitCode ListDeadLetters(const ListDeadLettersOptions& options, Connection& connection,
                         Console& console) {
  return Report(TryList(options, connection, console), console);
}

ExitCode RedriveDeadLetters(const RedriveOptions& options, Connection& connection,
                            Console& console) {
  const absl::StatusOr<ExitCode> code = TryRedrive(options, connection, console);
  return code.ok() ? *code : Report(code.status(), console);
}

}  // namespace standpoint
