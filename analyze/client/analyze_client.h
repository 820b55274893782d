// The analysis on demand, as the store and the command line see it.

#ifndef STANDPOINT_ANALYZE_CLIENT_ANALYZE_CLIENT_H_
#define STANDPOINT_ANALYZE_CLIENT_ANALYZE_CLIENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// What a proposition is found by.
struct PropositionFeatures {
  // Normalised words, comparable with Claim.terms, each once.
  std::vector<std::string> terms;
  // Signed 8-bit components, comparable by their cosine with Claim.embedding of the same analyzer; empty when no word is known.
  std::string embedding;
};

// Implementations: in process (analyze/service), over gRPC and fake (here). Threads: safe.
// Errors: INVALID_ARGUMENT over the limits of AnalyzeService; UNAVAILABLE; DEADLINE_EXCEEDED at
// `deadline`.
class AnalyzeClient {
 public:
  virtual ~AnalyzeClient() = default;

  // Claims and stances of a text (UTF-8); claims carry their terms.
  virtual absl::StatusOr<v1::Analysis> AnalyzeText(absl::string_view text, absl::Time deadline) = 0;

  // Of AnalyzeService.AnalyzeProposition.
  virtual absl::StatusOr<PropositionFeatures> AnalyzeProposition(absl::string_view proposition,
                                                                 absl::Time deadline) = 0;

  // How each claim, as worded, stands to the proposition; one judgement per claim, in order.
  virtual absl::StatusOr<std::vector<v1::Judgement>> Judge(absl::string_view proposition,
                                                           absl::Span<const std::string> claims,
                                                           absl::Time deadline) = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLIENT_ANALYZE_CLIENT_H_
