#include "cli/commands/status.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/commands/json.h"
#include "cli/console/explain.h"
#include "cli/render/server_status.h"
#include "standpoint/v1/admin_service.pb.h"

namespace standpoint {

ExitCode ShowStatus(const StatusOptions& options, Connection& connection, Console& console) {
  std::vector<ServerConnection*> servers = {&connection.ingest_server()};
  if (&connection.query_server() != servers.front()) servers.push_back(&connection.query_server());
  ExitCode worst = ExitCode::kOk;
  for (ServerConnection* server : servers) {
    const auto status =
        connection.Admin(*server, &v1::AdminService::Stub::GetStatus, v1::GetStatusRequest());
    if (!status.ok()) {
      worst = std::max(worst, Report(status.status(), console));
    } else if (options.json) {
      std::string json = ToJson(*status);
      // The address first, so that the lines of several servers can be told apart.
      json.insert(1,
                  absl::StrCat("\"address\":\"", server->address(), "\"", json == "{}" ? "" : ","));
      console.out << json << "\n";
    } else {
      console.out << RenderServerStatus(server->address(), *status, console.clock->Now(),
                                        console.out_style);
    }
  }
  return worst;
}

}  // namespace standpoint
