// `standpoint contradictions`.

#ifndef STANDPOINT_CLI_COMMANDS_CONTRADICTIONS_H_
#define STANDPOINT_CLI_COMMANDS_CONTRADICTIONS_H_

#include <string>

#include "cli/client/connection.h"
#include "cli/commands/selection.h"
#include "cli/console/console.h"

namespace standpoint {

struct ContradictionsOptions {
  std::string corpus = "default";
  FilterOptions filter;  // which claims are examined
  bool same_holder = false;
  bool different_holders = false;
  float min_confidence = 0.7F;
  int max_claims = 200;
  int max_candidates = 50;
  int limit = 10;
  bool json = false;
};

// kIncomplete when no contradiction was found.
ExitCode FindContradictions(const ContradictionsOptions& options, Connection& connection,
                            Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_CONTRADICTIONS_H_
