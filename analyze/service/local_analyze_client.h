// AnalyzeClient within the process: for the all-in-one server and the command line.

#ifndef STANDPOINT_ANALYZE_SERVICE_LOCAL_ANALYZE_CLIENT_H_
#define STANDPOINT_ANALYZE_SERVICE_LOCAL_ANALYZE_CLIENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "analyze/client/analyze_client.h"
#include "analyze/isolate/document_analyzer.h"
#include "analyze/pipeline/analyzer.h"
#include "analyze/remote/claim_judge.h"

namespace standpoint {

// Texts of any size go to `documents`; propositions and claims run on the calling thread, under the limits of
// AnalyzeService. Threads: safe. Lifetime: the arguments outlive it.
class LocalAnalyzeClient final : public AnalyzeClient {
 public:
  LocalAnalyzeClient(const Analyzer& analyzer, const ClaimJudge& judge, DocumentAnalyzer& documents)
      : analyzer_(analyzer), judge_(judge), documents_(documents) {}

  absl::StatusOr<v1::Analysis> AnalyzeText(absl::string_view text, absl::Time deadline) override;
  absl::StatusOr<PropositionFeatures> AnalyzeProposition(absl::string_view proposition,
                                                         absl::Time deadline) override;
  absl::StatusOr<std::vector<v1::Judgement>> Judge(absl::string_view proposition,
                                                   absl::Span<const std::string> claims,
                                                   absl::Time deadline) override;

 private:
  const Analyzer& analyzer_;
  const ClaimJudge& judge_;
  DocumentAnalyzer& documents_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SERVICE_LOCAL_ANALYZE_CLIENT_H_
