// The command that finds competing stories.

#ifndef STANDPOINT_CLI_ARGUMENTS_NARRATIVE_ARGUMENTS_H_
#define STANDPOINT_CLI_ARGUMENTS_NARRATIVE_ARGUMENTS_H_

#include "cli/arguments/session.h"

namespace standpoint {

void AddNarratives(CLI::App& app, Session& session);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_NARRATIVE_ARGUMENTS_H_
