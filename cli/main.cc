// standpoint: the all-in-one server, and the client of every call.

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "analyze/service/analysis_child.h"
#include "cli/arguments/analyze_arguments.h"
#include "cli/arguments/care_arguments.h"
#include "cli/arguments/command_line.h"
#include "cli/arguments/contradiction_arguments.h"
#include "cli/arguments/ingest_arguments.h"
#include "cli/arguments/narrative_arguments.h"
#include "cli/arguments/operation_arguments.h"
#include "cli/arguments/parse_arguments.h"
#include "cli/arguments/query_arguments.h"
#include "cli/arguments/replica_arguments.h"
#include "cli/arguments/serve_arguments.h"
#include "cli/console/console.h"

namespace {

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

constexpr standpoint::AddCommand kCommands[] = {
    &standpoint::AddServe,      &standpoint::AddIngest,  &standpoint::AddSearch,
    &standpoint::AddCount,      &standpoint::AddAssess,  &standpoint::AddContradictions,
    &standpoint::AddNarratives, &standpoint::AddClaims,  &standpoint::AddStances,
    &standpoint::AddDocuments,  &standpoint::AddAnalyze, &standpoint::AddParse,
    &standpoint::AddStatus,     &standpoint::AddCorpora, &standpoint::AddDeadLetters,
    &standpoint::AddBackup,     &standpoint::AddFsck,    &standpoint::AddReplica,
    &standpoint::AddCompletion,
};

}  // namespace

int main(int argc, char** argv) {
  // `standpoint serve` starts this program again for each process that analyses.
  if (standpoint::MaybeRunAnalysisChild(argc, argv)) return 0;
  std::ios::sync_with_stdio(false);
  standpoint::Console console{
      std::cout,     std::cerr,     {},          {}, isatty(STDERR_FILENO) != 0,
      STDOUT_FILENO, STDERR_FILENO, &Environment};
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return static_cast<int>(standpoint::RunCommandLine(arguments, kCommands, console));
}
