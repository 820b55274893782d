#include "analyze/isolate/document_analyzer.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace standpoint {

absl::Status AnalysisTimedOut(absl::Duration limit) {
  return MakeError(absl::StatusCode::kDeadlineExceeded, "ANALYSIS_TIMED_OUT",
                   absl::StrCat("the analysis took longer than ", absl::FormatDuration(limit)),
                   {{"limit_seconds", absl::StrCat(absl::ToDoubleSeconds(limit))}});
}

absl::Status AnalysisDeadlinePassed() {
  return MakeError(absl::StatusCode::kDeadlineExceeded, "DEADLINE_PASSED",
                   "the deadline came before the analysis was done");
}

absl::Status AnalysisCancelled() {
  return MakeError(absl::StatusCode::kCancelled, "ANALYSIS_CANCELLED", "the analysis shuts down");
}

}  // namespace standpoint
