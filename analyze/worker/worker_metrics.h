// What a worker counts.

#ifndef STANDPOINT_ANALYZE_WORKER_WORKER_METRICS_H_
#define STANDPOINT_ANALYZE_WORKER_WORKER_METRICS_H_

#include <string>

#include "absl/status/status.h"
#include "common/metrics/metrics.h"
#include "prometheus/counter.h"
#include "prometheus/histogram.h"

namespace standpoint {

// Threads: safe. Lifetime: `metrics` outlives it.
struct WorkerMetrics {
  explicit WorkerMetrics(Metrics& metrics);

  // Why a document failed: `standpoint_worker_failures_total` by ErrorInfo reason.
  void CountFailure(const absl::Status& status);

  Metrics& metrics;
  prometheus::Counter& leased;    // standpoint_worker_leased_total
  prometheus::Counter& done;      // standpoint_worker_documents_total, outcome "done"
  prometheus::Counter& failed;    //   "failed": told the queue so, which retries it or gives it up
  prometheus::Counter& released;  //   "released": handed back
  prometheus::Counter& lost;      //   "lost": the lease ended before the work was done
  prometheus::Counter& bytes;     // standpoint_worker_text_bytes_total, of done documents
  prometheus::Counter& tokens;    // standpoint_worker_tokens_total, of done documents
  prometheus::Counter& queue_retries;      // standpoint_worker_retries_total, peer "queue"
  prometheus::Counter& store_retries;      //   "store"
  prometheus::Histogram& lease_seconds;    // standpoint_worker_step_seconds by step: per call,
  prometheus::Histogram& analyze_seconds;  // per document,
  prometheus::Histogram& commit_seconds;   // per batch,
  prometheus::Histogram& settle_seconds;   // per call
};

// The ErrorInfo reason of `status`, else the name of its code.
std::string FailureReason(const absl::Status& status);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_WORKER_METRICS_H_
