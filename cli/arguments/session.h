// What the options of all commands fill in, and how a command is added to the command line.

#ifndef STANDPOINT_CLI_ARGUMENTS_SESSION_H_
#define STANDPOINT_CLI_ARGUMENTS_SESSION_H_

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
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

// Of options that take a number: 0 or more.
CLI::Validator NotNegative();

// Makes `run`, which takes `options`, a connection and the console, what the command does, with the servers that it names.
// `json` is the field of `options` that tells whether --json was given.
template <typename Options, typename Run>
void SetRun(CLI::App& command, Session& session, std::shared_ptr<Options> options, bool* json,
            Run run) {
  command.callback([&session, options, json, run] {
    session.run = [&session, options, json, run] {
      *json = session.json;
      Connection connection = session.Connect();
      return run(*options, connection, session.console);
    };
  });
}

}  // namespace standpoint

#endif  // STANDPOINT_CLI_ARGUMENTS_SESSION_H_
