#include "common/rpc/grpc_log.h"

#include <grpc/support/log.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/log/log.h"

namespace standpoint {
namespace {

void OnMessage(gpr_log_func_args* message) {
  absl::string_view file = message->file;
  file.remove_prefix(file.rfind('/') == absl::string_view::npos ? 0 : file.rfind('/') + 1);
  Log(message->severity == GPR_LOG_SEVERITY_ERROR ? Severity::kWarning : Severity::kDebug,
      "grpc_message",
      {{"message", message->message}, {"source", absl::StrCat(file, ":", message->line)}});
}

}  // namespace

void RouteGrpcLogs() { gpr_set_log_function(OnMessage); }

}  // namespace standpoint
