// `standpoint assess "PROPOSITION"`.

#ifndef STANDPOINT_CLI_COMMANDS_ASSESS_H_
#define STANDPOINT_CLI_COMMANDS_ASSESS_H_

#include <optional>
#include <string>

#include "cli/client/connection.h"
#include "cli/commands/selection.h"
#include "cli/console/console.h"

namespace standpoint {

struct AssessOptions {
  std::string proposition;
  std::string corpus = "default";
  FilterOptions filter;
  std::optional<float> min_confidence;
  int max_candidates = 0;  // 0: the server's default
  int evidence = 5;        // pieces per side
  bool json = false;
};

// kIncomplete when nobody takes a side or discusses it.
ExitCode Assess(const AssessOptions& options, Connection& connection, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_ASSESS_H_
