// `standpoint analyze [FILE|-]`: the analysis in process, without a server.

#ifndef STANDPOINT_CLI_COMMANDS_ANALYZE_H_
#define STANDPOINT_CLI_COMMANDS_ANALYZE_H_

#include <cstdint>
#include <string>

#include "cli/console/console.h"

namespace standpoint {

struct AnalyzeOptions {
  std::string path = "-";
  std::string output = "text";  // text, jsonl, spec
  bool explain = false;         // also which rules decided
  std::string lexicon_dir;      // as AnalyzerOptions
  std::string model_path;       // empty: as FindLanguageModel
  int64_t max_bytes = 8 << 20;
};

// text: the file is plain text; claims and stances are shown under their sentences. jsonl: the same as one
// line of JSON, an Analysis of the API. spec: the file is JSON Lines of docs/claims-and-stances.md, and
// each line is written again with the annotations of this analyzer; bad lines are reported
// (kIncomplete).
ExitCode Analyze(const AnalyzeOptions& options, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_ANALYZE_H_
