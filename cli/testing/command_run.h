// A command from its arguments to what it prints.

#ifndef STANDPOINT_CLI_TESTING_COMMAND_RUN_H_
#define STANDPOINT_CLI_TESTING_COMMAND_RUN_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "cli/arguments/command_line.h"
#include "cli/console/console.h"

namespace standpoint {

struct CommandRun {
  ExitCode code;
  std::string out;
  std::string err;
};

// Runs the command line `arguments`, which may name any of `commands`, with these environment `variables`, no terminal
// and nothing on standard input.
CommandRun RunCommand(absl::Span<const AddCommand> commands,
                      const std::vector<std::string>& arguments,
                      const std::map<std::string, std::string>& variables = {});

// The same with `--server ADDRESS` behind them.
CommandRun RunCommandAt(absl::string_view address, absl::Span<const AddCommand> commands,
                        std::vector<std::string> arguments);

// The path of a new file of this test that holds `content`.
std::string WriteFile(absl::string_view name, absl::string_view content);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_TESTING_COMMAND_RUN_H_
