// `standpoint claims list|get`.

#ifndef STANDPOINT_CLI_COMMANDS_CLAIMS_H_
#define STANDPOINT_CLI_COMMANDS_CLAIMS_H_

#include "cli/client/connection.h"
#include "cli/commands/parts.h"
#include "cli/console/console.h"

namespace standpoint {

ExitCode ListClaims(const ListOptions& options, Connection& connection, Console& console);
ExitCode GetClaims(const GetOptions& options, Connection& connection, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_CLAIMS_H_
