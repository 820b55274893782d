// The program from its arguments to its exit code.

#ifndef STANDPOINT_CLI_ARGUMENTS_COMMAND_LINE_H_
#define STANDPOINT_CLI_ARGUMENTS_COMMAND_LINE_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "cli/arguments/session.h"
#include "cli/console/console.h"

namespace standpoint {

// Parses `arguments` (without the program's name) with the commands that `commands` add, and runs
// the chosen one. Help goes to `console.out`; mistakes are explained on `console.err` (kUsage).
ExitCode RunCommandLine(const std::vector<std::string>& arguments,
                        absl::Span<const AddCommand> commands, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_COMMAND_LINE_H_
