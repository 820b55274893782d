#include "analyze/worker/worker_metrics.h"

#include "common/status/errors.h"

namespace standpoint {
namespace {

prometheus::Counter& Documents(Metrics& metrics, const std::string& outcome) {
  return metrics.Counter("standpoint_worker_documents_total",
                         "Documents that the worker is through with, by outcome.",
                         {{"outcome", outcome}});
}

prometheus::Counter& Retries(Metrics& metrics, const std::string& peer) {
  return metrics.Counter("standpoint_worker_retries_total",
                         "Calls that are tried again because the peer failed.", {{"peer", peer}});
}

prometheus::Histogram& Step(Metrics& metrics, const std::string& step) {
  return metrics.Histogram("standpoint_worker_step_seconds",
                           "Duration of the worker's steps: a lease call, the analysis of a "
                           "document, the commit of a batch, a settle call.",
                           Metrics::LatencyBounds(), {{"step", step}});
}

}  // namespace

WorkerMetrics::WorkerMetrics(Metrics& registry)
    : metrics(registry),
      leased(registry.Counter("standpoint_worker_leased_total", "Documents leased.")),
      done(Documents(registry, "done")),
      failed(Documents(registry, "failed")),
      released(Documents(registry, "released")),
      lost(Documents(registry, "lost")),
      bytes(registry.Counter("standpoint_worker_text_bytes_total",
                             "Text of committed documents in bytes.")),
      tokens(registry.Counter("standpoint_worker_tokens_total", "Tokens of committed documents.")),
      queue_retries(Retries(registry, "queue")),
      store_retries(Retries(registry, "store")),
      lease_seconds(Step(registry, "lease")),
      analyze_seconds(Step(registry, "analyze")),
      commit_seconds(Step(registry, "commit")),
      settle_seconds(Step(registry, "settle")) {}

void WorkerMetrics::CountFailure(const absl::Status& status) {
  metrics
      .Counter("standpoint_worker_failures_total", "Failed documents by reason.",
               {{"reason", FailureReason(status)}})
      .Increment();
}

std::string FailureReason(const absl::Status& status) {
  const std::string reason = ErrorReason(status);
  return reason.empty() ? absl::StatusCodeToString(status.code()) : reason;
}

}  // namespace standpoint
