// Analysis of one document, wherever it runs.

#ifndef STANDPOINT_ANALYZE_ISOLATE_DOCUMENT_ANALYZER_H_
#define STANDPOINT_ANALYZE_ISOLATE_DOCUMENT_ANALYZER_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "analyze/pipeline/analyzer.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/document.pb.h"

namespace standpoint {

// How long a document may take: a base, and so much for each 1,024 bytes of text.
struct DocumentTimeLimit {
  absl::Duration base = absl::Seconds(10);
  absl::Duration per_kilobyte = absl::Milliseconds(20);

  absl::Duration For(size_t text_bytes) const {
    return base + per_kilobyte * (static_cast<double>(text_bytes) / 1024);
  }
};

// Errors that all implementations make alike.
absl::Status AnalysisTimedOut(absl::Duration limit);
absl::Status AnalysisDeadlinePassed();
absl::Status AnalysisCancelled();

// Implementations: InProcessAnalyzer (on the calling thread), ProcessPool (in child processes).
// Threads: safe.
class DocumentAnalyzer {
 public:
  virtual ~DocumentAnalyzer() = default;

  // Analyses `document.text`. With a document name, the analysis and what is in it are named and
  // carry its revision.
  //
  // Errors:
  // - INTERNAL (ANALYSIS_CRASHED): the document broke the analysis; metadata has `signal` or
  //   `exit_code`.
  // - DEADLINE_EXCEEDED (ANALYSIS_TIMED_OUT): it took longer than documents of its size may.
  // - DEADLINE_EXCEEDED (DEADLINE_PASSED): `deadline` came.
  // - RESOURCE_EXHAUSTED (ANALYSIS_TOO_LARGE): document or analysis exceed what is passed between
  //   processes.
  // - UNAVAILABLE (ANALYSIS_UNAVAILABLE): no analysis process can be started; not the document's
  //   fault.
  // - CANCELLED (ANALYSIS_CANCELLED): after Cancel.
  // - What Analyzer::Analyze answers otherwise.
  virtual absl::StatusOr<v1::Analysis> Analyze(const v1::Document& document,
                                               absl::Time deadline) = 0;

  // Ends running and later calls with CANCELLED, as soon as it can.
  virtual void Cancel() = 0;

  // What the steps of all analyses took so far; zeros where it is not measured.
  virtual StepTimes Times() const { return {}; }
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ISOLATE_DOCUMENT_ANALYZER_H_
