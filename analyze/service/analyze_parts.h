// Everything that analyses, built from settings: for analyze_worker, the all-in-one server, tests and benchmarks.

#ifndef STANDPOINT_ANALYZE_SERVICE_ANALYZE_PARTS_H_
#define STANDPOINT_ANALYZE_SERVICE_ANALYZE_PARTS_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "analyze/client/analyze_client.h"
#include "analyze/isolate/document_analyzer.h"
#include "analyze/pipeline/analyzer.h"
#include "analyze/remote/claim_judge.h"
#include "analyze/remote/remote_models.h"
#include "analyze/service/analyze_handler.h"
#include "analyze/service/local_analyze_client.h"
#include "common/metrics/metrics.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// Threads: safe. Lifetime: `metrics` outlives it; it outlives the services and workers that use its parts.
class AnalyzeParts {
 public:
  // Loads the analyzer and, when `settings.isolated`, starts the analysis processes: this program again, whose main
  // begins with MaybeRunAnalysisChild. Settings without value take their defaults.
  // Errors: those of Analyzer::Load and ProcessPool::Start.
  static absl::StatusOr<std::unique_ptr<AnalyzeParts>> Build(
      const internal::v1::AnalyzeConfig& settings, Metrics& metrics);

  ~AnalyzeParts();
  AnalyzeParts(const AnalyzeParts&) = delete;
  AnalyzeParts& operator=(const AnalyzeParts&) = delete;

  const Analyzer& analyzer() const { return *analyzer_; }
  // How many documents it analyses at the same time.
  int parallelism() const { return parallelism_; }
  DocumentAnalyzer& documents() { return *documents_; }
  AnalyzeHandler& handler() { return *handler_; }
  AnalyzeClient& client() { return *client_; }

 private:
  AnalyzeParts() = default;

  std::unique_ptr<const Analyzer> analyzer_;
  int parallelism_ = 1;
  std::unique_ptr<RemoteModels> remote_;  // null: none is set
  std::unique_ptr<const ClaimJudge> judge_;
  std::unique_ptr<DocumentAnalyzer> documents_;
  std::unique_ptr<AnalyzeHandler> handler_;
  std::unique_ptr<LocalAnalyzeClient> client_;
  std::vector<Metrics::Reading> readings_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SERVICE_ANALYZE_PARTS_H_
