// Reads texts parted by NUL bytes and writes for each one line with the byte offsets of its sentences: what
// bench/segmentation/score.py scores.

#include <iostream>
#include <iterator>
#include <string>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "analyze/pipeline/analyzer.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/span.pb.h"

int main() {
  const auto analyzer = standpoint::Analyzer::Load();
  if (!analyzer.ok()) {
    std::cerr << "split: " << analyzer.status() << "\n";
    return 1;
  }
  const std::string input{std::istreambuf_iterator<char>(std::cin),
                          std::istreambuf_iterator<char>()};
  for (const absl::string_view text : absl::StrSplit(input, '\0')) {
    const auto analysis = (*analyzer)->Analyze(text);
    if (!analysis.ok()) {
      std::cerr << "split: " << analysis.status() << "\n";
      return 1;
    }
    for (const standpoint::v1::Span& sentence : analysis->sentences()) {
      std::cout << sentence.begin() << ":" << sentence.end() << " ";
    }
    std::cout << "\n";
  }
  return 0;
}
