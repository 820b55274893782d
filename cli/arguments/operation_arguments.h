// The commands for those who run it: status, dead-letters, completion.

#ifndef STANDPOINT_CLI_ARGUMENTS_OPERATION_ARGUMENTS_H_
#define STANDPOINT_CLI_ARGUMENTS_OPERATION_ARGUMENTS_H_

#include "cli/arguments/session.h"

namespace standpoint {

void AddStatus(CLI::App& app, Session& session);
void AddDeadLetters(CLI::App& app, Session& session);

// Describes the commands that `app` has when the command runs, its own included.
void AddCompletion(CLI::App& app, Session& session);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_OPERATION_ARGUMENTS_H_
