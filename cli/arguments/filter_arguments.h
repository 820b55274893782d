// The options by which commands choose what they look at.

#ifndef STANDPOINT_CLI_ARGUMENTS_FILTER_ARGUMENTS_H_
#define STANDPOINT_CLI_ARGUMENTS_FILTER_ARGUMENTS_H_

#include <string>

#include "cli/arguments/session.h"
#include "cli/commands/selection.h"

namespace standpoint {

// Their group in the help.
inline constexpr char kFilterGroup[] = "Which";

// --corpus. Lifetime: the command keeps references to what it sets.
void AddCorpus(CLI::App& command, std::string& corpus);
// --holder, --source, --since and the like, as far as the subject has them.
void AddFilter(CLI::App& command, FilterOptions& filter, FilterSubject subject);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_FILTER_ARGUMENTS_H_
