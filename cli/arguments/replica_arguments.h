// The commands for stores of a cluster: replica reshard, replica rejoin.

#ifndef STANDPOINT_CLI_ARGUMENTS_REPLICA_ARGUMENTS_H_
#define STANDPOINT_CLI_ARGUMENTS_REPLICA_ARGUMENTS_H_

#include "cli/arguments/session.h"

namespace standpoint {

void AddReplica(CLI::App& app, Session& session);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_REPLICA_ARGUMENTS_H_
