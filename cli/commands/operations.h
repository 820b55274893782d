// Work that goes on in a server after the call that began it.

#ifndef STANDPOINT_CLI_COMMANDS_OPERATIONS_H_
#define STANDPOINT_CLI_COMMANDS_OPERATIONS_H_

#include "absl/status/statusor.h"
#include "cli/client/connection.h"
#include "cli/console/console.h"
#include "standpoint/v1/operation.pb.h"

namespace standpoint {

// Waits until `operation` of `server` has ended, and gives it as it is then; tells on a terminal how far it is. Errors: the
// operation's own, and those of the server.
absl::StatusOr<v1::Operation> AwaitOperation(Connection& connection, ServerConnection& server,
                                             v1::Operation operation, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_OPERATIONS_H_
