// The analyses of many texts: parted by zero bytes on standard input; on standard output for each a line of JSON, an Analysis of the
// API, as `standpoint analyze --output=jsonl` prints it for one.
//
//   analyses < TEXTS
//
// Exit status: 0 done, 1 a text could not be analysed (its line is empty), 2 the analyzer does not load.

#include <iostream>
#include <string>

#include "absl/status/statusor.h"
#include "analyze/pipeline/analyzer.h"
#include "google/protobuf/util/json_util.h"
#include "standpoint/v1/analysis.pb.h"

int main() {
  const auto analyzer = standpoint::Analyzer::Load();
  if (!analyzer.ok()) {
    std::cerr << "analyses: " << analyzer.status() << "\n";
    return 2;
  }
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  int exit_status = 0;
  for (std::string text; std::getline(std::cin, text, '\0');) {
    const absl::StatusOr<standpoint::v1::Analysis> analysis = (*analyzer)->Analyze(text);
    std::string line;
    if (!analysis.ok()) {
      std::cerr << "analyses: " << analysis.status() << "\n";
      exit_status = 1;
    } else if (!google::protobuf::util::MessageToJsonString(*analysis, &line, options).ok()) {
      exit_status = 1;
    }
    std::cout << line << "\n";
  }
  return exit_status;
}
