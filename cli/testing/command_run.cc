#include "cli/testing/command_run.h"

#include <fstream>

#include "absl/strings/str_cat.h"
#include "cli/testing/captured_console.h"
#include "gtest/gtest.h"

namespace standpoint {

CommandRun RunCommand(absl::Span<const AddCommand> commands,
                      const std::vector<std::string>& arguments,
                      const std::map<std::string, std::string>& variables) {
  CapturedConsole captured;
  captured.variables = variables;
  const ExitCode code = RunCommandLine(arguments, commands, captured.console());
  return {code, captured.out(), captured.err()};
}

CommandRun RunCommandAt(absl::string_view address, absl::Span<const AddCommand> commands,
                        std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--server", std::string(address)});
  return RunCommand(commands, arguments);
}

std::string WriteFile(absl::string_view name, absl::string_view content) {
  const std::string path = absl::StrCat(testing::TempDir(), "/", name);
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

}  // namespace standpoint
