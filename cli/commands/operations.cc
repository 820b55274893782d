#include "cli/commands/operations.h"

#include "absl/strings/str_cat.h"
#include "cli/render/facts.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"
#include "standpoint/v1/admin_service.pb.h"

namespace standpoint {
namespace {

// How long one call waits; between two of them the progress is shown.
constexpr int kLookSeconds = 1;

void ShowProgress(const v1::Operation& operation, Console& console) {
  if (!console.err_is_terminal) return;
  console.err << "\r\x1b[K";
  if (!operation.done()) {
    console.err << operation.method() << ": " << CountText(operation.done_count());
    if (operation.total_count() > 0) {
      console.err << " of " << CountText(operation.total_count());
    }
  }
  console.err << std::flush;
}

}  // namespace

absl::StatusOr<v1::Operation> AwaitOperation(Connection& connection, ServerConnection& server,
                                             v1::Operation operation, Console& console) {
  v1::WaitOperationRequest request;
  request.set_name(operation.name());
  request.mutable_timeout()->set_seconds(kLookSeconds);
  while (!operation.done()) {
    ShowProgress(operation, console);
    ASSIGN_OR_RETURN(operation,
                     connection.Admin(server, &v1::AdminService::Stub::WaitOperation, request));
  }
  ShowProgress(operation, console);
  if (operation.has_error()) {
    return FromRpcStatus(operation.error());
  }
  return operation;
}

}  // namespace standpoint
