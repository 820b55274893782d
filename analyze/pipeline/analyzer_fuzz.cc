// Any bytes as a text, and split in two as a proposition and a claim.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "analyze/pipeline/analyzer.h"
#include "analyze/pipeline/invariants.h"
#include "standpoint/v1/analysis.pb.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const standpoint::Analyzer& analyzer = *standpoint::Analyzer::Load().value().release();
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<standpoint::v1::Analysis> analysis = analyzer.Analyze(text);
  if (analysis.ok()) {
    const std::string broken = standpoint::BrokenInvariant(text, *analysis);
    if (!broken.empty()) {
      std::fprintf(stderr, "%s\n", broken.c_str());
      std::abort();
    }
  }
  const std::vector<std::string> claims = {std::string(text.substr(size / 2))};
  if (analyzer.Judge(text.substr(0, size / 2), claims).size() != claims.size()) {
    std::abort();
  }
  return 0;
}
