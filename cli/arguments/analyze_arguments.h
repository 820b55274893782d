// `standpoint analyze`.

#ifndef STANDPOINT_CLI_ARGUMENTS_ANALYZE_ARGUMENTS_H_
#define STANDPOINT_CLI_ARGUMENTS_ANALYZE_ARGUMENTS_H_

#include "cli/arguments/session.h"

namespace standpoint {

void AddAnalyze(CLI::App& app, Session& session);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_ANALYZE_ARGUMENTS_H_
