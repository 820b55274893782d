// The command that finds who contradicts whom.

#ifndef STANDPOINT_CLI_ARGUMENTS_CONTRADICTION_ARGUMENTS_H_
#define STANDPOINT_CLI_ARGUMENTS_CONTRADICTION_ARGUMENTS_H_

#include "cli/arguments/session.h"

namespace standpoint {

void AddContradictions(CLI::App& app, Session& session);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_CONTRADICTION_ARGUMENTS_H_
