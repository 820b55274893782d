// `standpoint assess "PROPOSITION"`.

#ifndef STANDPOINT_CLI_COMMANDS_ASSESS_H_
#define STANDPOINT_CLI_COMMANDS_ASSESS_H_

#include <string>

#include "cli/client/connection.h"
#include "cli/commands/selection.h"
#include "cli/console/console.h"

namespace standpoint {

struct AssessOptions {
  std::string proposition;
  std::string corpus = "default";
  FilterOptions filter;
  // Higher than the server's own default: who reads sides wants few that are wrong, and of those between 0.5 and this one many are.
  float min_confidence = 0.65F;
  int max_candidates = 10'000;  // the likeliest are judged first
  int evidence = 5;             // pieces per side
  bool json = false;
};

// While claims are judged, a terminal at `console.err` is shown how many voices each side has so far. kIncomplete when nobody takes a side or discusses it.
ExitCode Assess(const AssessOptions& options, Connection& connection, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_ASSESS_H_
