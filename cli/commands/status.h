// `standpoint status`.

#ifndef STANDPOINT_CLI_COMMANDS_STATUS_H_
#define STANDPOINT_CLI_COMMANDS_STATUS_H_

#include "cli/client/connection.h"
#include "cli/console/console.h"

namespace standpoint {

struct StatusOptions {
  bool json = false;
};

// Asks each of the servers; those that do not answer are reported, the others shown.
ExitCode ShowStatus(const StatusOptions& options, Connection& connection, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_STATUS_H_
