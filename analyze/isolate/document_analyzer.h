// Analysis of one document, wherever it runs.

#ifndef STANDPOINT_ANALYZE_ISOLATE_DOCUMENT_ANALYZER_H_
#define STANDPOINT_ANALYZE_ISOLATE_DOCUMENT_ANALYZER_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/document.pb.h"

namespace standpoint {

// Implementations: InProcessAnalyzer (on the calling thread), ProcessPool (in child processes).
// Threads: safe.
class DocumentAnalyzer {
 public:
  virtual ~DocumentAnalyzer() = default;

  // Analyses `document.text`. With a document name, the analysis and what is in it are named and
  // carry its revision.
  //
  // Errors:
  //   INTERNAL, ANALYSIS_CRASHED            the document broke the analysis; metadata has `signal`
  //   or `exit_code` DEADLINE_EXCEEDED, ANALYSIS_TIMED_OUT the document took longer than documents
  //   of its size may DEADLINE_EXCEEDED                     `deadline` came RESOURCE_EXHAUSTED,
  //   ANALYSIS_TOO_LARGE  document or analysis exceed what is passed between processes UNAVAILABLE,
  //   ANALYSIS_UNAVAILABLE     no analysis process can be started; not the document's fault
  //   CANCELLED                             after Cancel
  virtual absl::StatusOr<v1::Analysis> Analyze(const v1::Document& document,
                                               absl::Time deadline) = 0;

  // Ends running and later calls with CANCELLED, as soon as it can.
  virtual void Cancel() = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ISOLATE_DOCUMENT_ANALYZER_H_
