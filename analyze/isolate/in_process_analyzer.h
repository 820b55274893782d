// Analysis on the calling thread: inside analysis processes, in tests, and where nothing needs to be isolated.

#ifndef STANDPOINT_ANALYZE_ISOLATE_IN_PROCESS_ANALYZER_H_
#define STANDPOINT_ANALYZE_ISOLATE_IN_PROCESS_ANALYZER_H_

#include <atomic>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "analyze/isolate/document_analyzer.h"
#include "analyze/isolate/step_totals.h"
#include "analyze/pipeline/analyzer.h"

namespace standpoint {

// A crash takes the process with it, and a stall is noticed between two sentences alone. Threads: safe.
// Lifetime: `analyzer` outlives it.
class InProcessAnalyzer final : public DocumentAnalyzer {
 public:
  InProcessAnalyzer(const Analyzer& analyzer, DocumentTimeLimit time_limit)
      : analyzer_(analyzer), time_limit_(time_limit) {}

  absl::StatusOr<v1::Analysis> Analyze(const v1::Document& document, absl::Time deadline) override;

  // Running calls go on to their end or limit.
  void Cancel() override { cancelled_ = true; }

  StepTimes Times() const override { return totals_.Get(); }

 private:
  const Analyzer& analyzer_;
  const DocumentTimeLimit time_limit_;
  std::atomic<bool> cancelled_{false};
  StepTotals totals_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ISOLATE_IN_PROCESS_ANALYZER_H_
