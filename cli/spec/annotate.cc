// Reads the JSON Lines of the specification on standard input and writes them, annotated by this
// program, to standard output.
//
//   annotate [LEXICON_DIR] < examples.jsonl > predicted.jsonl
//
// Exit status: 0 done, 1 when a line could not be annotated (it is named on standard error and left
// out), 2 when the analyzer does not load.

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "analyze/pipeline/analyzer.h"
#include "cli/spec/spec_format.h"
#include "common/status/macros.h"
#include "standpoint/v1/analysis.pb.h"

namespace standpoint {
namespace {

absl::StatusOr<std::string> Annotate(const std::string& line, const Analyzer& analyzer) {
  ASSIGN_OR_RETURN(const SpecItem item, ReadSpecLine(line));
  if (item.is_relation) {
    const std::vector<std::string> claims = {item.claim};
    return WriteSpecRelation(item, analyzer.Judge(item.proposition, claims).front().relation());
  }
  ASSIGN_OR_RETURN(const v1::Analysis analysis, analyzer.Analyze(item.text));
  return WriteSpecText(item, analysis);
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  standpoint::AnalyzerOptions options;
  if (argc > 1) {
    options.lexicon_dir = argv[1];
  }
  const auto analyzer = standpoint::Analyzer::Load(options);
  if (!analyzer.ok()) {
    std::cerr << "annotate: " << analyzer.status() << "\n";
    return 2;
  }
  int exit_status = 0;
  int number = 0;
  for (std::string line; std::getline(std::cin, line);) {
    ++number;
    if (absl::StripAsciiWhitespace(line).empty()) {
      continue;
    }
    const absl::StatusOr<std::string> annotated = standpoint::Annotate(line, **analyzer);
    if (annotated.ok()) {
      std::cout << *annotated << "\n";
    } else {
      std::cerr << "annotate: line " << number << ": " << annotated.status() << "\n";
      exit_status = 1;
    }
  }
  return exit_status;
}
