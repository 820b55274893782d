// Analysis in child processes, so that a document that crashes or stalls it costs one child and one
// error.

#ifndef STANDPOINT_ANALYZE_ISOLATE_PROCESS_POOL_H_
#define STANDPOINT_ANALYZE_ISOLATE_PROCESS_POOL_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "analyze/isolate/child_pool.h"
#include "analyze/isolate/document_analyzer.h"
#include "analyze/isolate/step_totals.h"
#include "standpoint/internal/v1/isolate.pb.h"

namespace standpoint {

struct ProcessPoolOptions {
  // Empty: this very program, whose main must begin as analyze/service/analysis_child.h says.
  std::vector<std::string> command;
  int processes = 1;
  internal::v1::IsolatedSetup setup;  // as every child gets it; `max_frame_bytes` 0: 128 MiB
  DocumentTimeLimit time_limit;
  // A child that does not stop by itself at the limit is killed this much later.
  absl::Duration kill_grace = absl::Milliseconds(500);
  // How long a child may take until it can work.
  absl::Duration start_limit = absl::Seconds(30);
};

struct ProcessPoolStats {
  int64_t started_total = 0;  // children, replacements included
  int64_t crashed_total = 0;  // documents that ended in ANALYSIS_CRASHED
  int64_t timed_out_total = 0;
  int64_t resident_bytes = 0;  // of all children now
};

// A child that crashes, stalls or breaks the protocol is replaced; the others are unharmed. Callers
// are served in the order of their arrival, so busy workers do not starve a request.
class ProcessPool final : public DocumentAnalyzer {
 public:
  // Starts all children and waits until the first can work.
  // Errors: UNAVAILABLE, ANALYSIS_UNAVAILABLE when none comes up; FAILED_PRECONDITION in an
  // analysis process.
  static absl::StatusOr<std::unique_ptr<ProcessPool>> Start(ProcessPoolOptions options);

  absl::StatusOr<v1::Analysis> Analyze(const v1::Document& document, absl::Time deadline) override;
  void Cancel() override { children_.Cancel(); }
  StepTimes Times() const override { return totals_.Get(); }

  ProcessPoolStats Stats() const;

 private:
  explicit ProcessPool(ProcessPoolOptions options);

  absl::StatusOr<v1::Analysis> Converse(std::unique_ptr<ChildProcess> child,
                                        const v1::Document& document, absl::Time deadline);

  const ProcessPoolOptions options_;
  ChildPool children_;
  std::atomic<int64_t> crashed_total_{0};
  std::atomic<int64_t> timed_out_total_{0};
  StepTotals totals_;  // of what children answered
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ISOLATE_PROCESS_POOL_H_
