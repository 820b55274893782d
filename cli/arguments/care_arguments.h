// The commands that care for the data: backup, fsck, corpora.

#ifndef STANDPOINT_CLI_ARGUMENTS_CARE_ARGUMENTS_H_
#define STANDPOINT_CLI_ARGUMENTS_CARE_ARGUMENTS_H_

#include "cli/arguments/session.h"

namespace standpoint {

void AddBackup(CLI::App& app, Session& session);
void AddFsck(CLI::App& app, Session& session);
void AddCorpora(CLI::App& app, Session& session);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_CARE_ARGUMENTS_H_
