// `standpoint serve`.

#ifndef STANDPOINT_CLI_ARGUMENTS_SERVE_ARGUMENTS_H_
#define STANDPOINT_CLI_ARGUMENTS_SERVE_ARGUMENTS_H_

#include "cli/arguments/session.h"

namespace standpoint {

void AddServe(CLI::App& app, Session& session);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_SERVE_ARGUMENTS_H_
