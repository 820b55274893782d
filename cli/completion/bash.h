// Completion of commands and options in bash.

#ifndef STANDPOINT_CLI_COMPLETION_BASH_H_
#define STANDPOINT_CLI_COMPLETION_BASH_H_

#include <CLI/CLI.hpp>
#include <string>

namespace standpoint {

// A script that completes the commands of `app`, their options, the words that an option allows
// (those of CLI::IsMember), and files elsewhere. It needs bash alone, no bash-completion package.
std::string BashCompletion(const CLI::App& app);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMPLETION_BASH_H_
