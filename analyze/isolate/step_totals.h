// What the steps of all analyses took together.

#ifndef STANDPOINT_ANALYZE_ISOLATE_STEP_TOTALS_H_
#define STANDPOINT_ANALYZE_ISOLATE_STEP_TOTALS_H_

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "analyze/pipeline/analyzer.h"

namespace standpoint {

// Threads: safe.
class StepTotals {
 public:
  void Add(const StepTimes& times) {
    absl::MutexLock lock(&mu_);
    total_ += times;
  }

  StepTimes Get() const {
    absl::MutexLock lock(&mu_);
    return total_;
  }

 private:
  mutable absl::Mutex mu_;
  StepTimes total_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ISOLATE_STEP_TOTALS_H_
