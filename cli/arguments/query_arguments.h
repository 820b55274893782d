// The commands that ask: search, count, claims, stances, documents, assess.

#ifndef STANDPOINT_CLI_ARGUMENTS_QUERY_ARGUMENTS_H_
#define STANDPOINT_CLI_ARGUMENTS_QUERY_ARGUMENTS_H_

#include "cli/arguments/session.h"

namespace standpoint {

void AddSearch(CLI::App& app, Session& session);
void AddCount(CLI::App& app, Session& session);
void AddAssess(CLI::App& app, Session& session);
void AddClaims(CLI::App& app, Session& session);
void AddStances(CLI::App& app, Session& session);
void AddDocuments(CLI::App& app, Session& session);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_QUERY_ARGUMENTS_H_
