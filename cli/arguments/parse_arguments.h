// `standpoint parse`.

#ifndef STANDPOINT_CLI_ARGUMENTS_PARSE_ARGUMENTS_H_
#define STANDPOINT_CLI_ARGUMENTS_PARSE_ARGUMENTS_H_

#include "cli/arguments/session.h"

namespace standpoint {

void AddParse(CLI::App& app, Session& session);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_PARSE_ARGUMENTS_H_
