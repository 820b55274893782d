#include "analyze/isolate/in_process_analyzer.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/time/clock.h"

namespace standpoint {

absl::StatusOr<v1::Analysis> InProcessAnalyzer::Analyze(const v1::Document& document,
                                                        absl::Time deadline) {
  if (cancelled_) {
    return AnalysisCancelled();
  }
  const absl::Duration limit = time_limit_.For(document.text().size());
  const absl::Time limit_end = absl::Now() + limit;
  StepTimes times;
  auto analysis = analyzer_.Analyze(document.text(), std::min(deadline, limit_end), &times);
  totals_.Add(times);
  if (absl::IsDeadlineExceeded(analysis.status())) {
    return limit_end <= deadline ? AnalysisTimedOut(limit) : AnalysisDeadlinePassed();
  }
  if (analysis.ok() && !document.name().empty()) {
    NameResources(document.name(), *analysis);
    analysis->set_revision(document.revision());
  }
  return analysis;
}

}  // namespace standpoint
