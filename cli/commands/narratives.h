// `standpoint narratives`.

#ifndef STANDPOINT_CLI_COMMANDS_NARRATIVES_H_
#define STANDPOINT_CLI_COMMANDS_NARRATIVES_H_

#include <string>

#include "cli/client/connection.h"
#include "cli/commands/selection.h"
#include "cli/console/console.h"

namespace standpoint {

struct NarrativesOptions {
  std::string subject;
  std::string corpus = "default";
  FilterOptions filter;
  float min_confidence = 0.65F;
  int max_claims = 200;
  int max_candidates = 20;
  int min_voices = 2;
  int limit = 10;
  int quotes = 3;
  bool json = false;
};

// kIncomplete when no narrative was found.
ExitCode FindNarratives(const NarrativesOptions& options, Connection& connection, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_NARRATIVES_H_
