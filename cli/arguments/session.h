// What the options of all commands fill in, and how a command is added to the command line.

#ifndef STANDPOINT_CLI_ARGUMENTS_SESSION_H_
#define STANDPOINT_CLI_ARGUMENTS_SESSION_H_

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "cli/client/connection.h"
#include "cli/console/console.h"

namespace standpoint {

// One run of the program.
struct Session {
  explicit Session(Console& the_console) : console(the_console) {}

  Console& console;
  std::string color = "auto";
  bool json = false;
  ConnectionOptions connection;
  double timeout_s = 30;

  // What the chosen command does; set while the command line is parsed, run afterwards.
  std::function<ExitCode()> run;

  // The servers that the options or else the environment name.
  Connection Connect() const;
};

// Adds a command with its options to `app`. The command's callback sets `session.run`.
// Lifetime: `session` outlives `app`.
using AddCommand = void (*)(CLI::App& app, Session& session);

// --color, and --json as `json_help` says.
void AddOutputOptions(CLI::App& command, Session& session,
                      const std::string& json_help = "Print JSON, an object a line");

// --server and its kin.
void AddConnectionOptions(CLI::App& command, Session& session);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_SESSION_H_
