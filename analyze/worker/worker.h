// The worker: leases documents, analyses them, commits the analyses to the store or the log,
// completes the leases. The steps overlap.

#ifndef STANDPOINT_ANALYZE_WORKER_WORKER_H_
#define STANDPOINT_ANALYZE_WORKER_WORKER_H_

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "analyze/isolate/document_analyzer.h"
#include "analyze/worker/committer.h"
#include "analyze/worker/hand_off.h"
#include "analyze/worker/heartbeat.h"
#include "analyze/worker/held_leases.h"
#include "analyze/worker/result_sink.h"
#include "analyze/worker/retry.h"
#include "analyze/worker/settler.h"
#include "analyze/worker/stop_signal.h"
#include "analyze/worker/worker_metrics.h"
#include "common/metrics/metrics.h"
#include "common/time/clock.h"
#include "queue/work_queue.h"
#include "standpoint/v1/document.pb.h"

namespace standpoint {

struct WorkerOptions {
  std::string owner = "worker";  // for logs of the queue
  int analysis_threads = 1;      // as many as the analyzer runs at once
  int max_leases_per_call = 32;
  // What is leased and not yet settled; a document over the bytes by itself is worked on alone.
  HeldLimits held = {.documents = 128, .bytes = int64_t{64} << 20};
  absl::Duration lease_duration = absl::Minutes(1);
  absl::Duration lease_wait = absl::Seconds(1);  // of a call that finds no work
  CommitLimits commit;
  // After a refusal of the queue, the store or the analysis processes.
  absl::Duration first_backoff = absl::Milliseconds(100);
  absl::Duration max_backoff = absl::Seconds(10);
  // How long a drain may take, over its deadline, to tell the queue what it hands back.
  absl::Duration hand_back_limit = absl::Seconds(2);
};

// Nothing is dropped: a document is committed and completed, or failed with a reason (the queue
// tries it again or gives it up), or handed back, or, when this process dies, returns when its
// lease expires. While store or queue are away, what is held is kept and its leases are extended.
// Threads: safe. Lifetime: the arguments outlive it.
class Worker {
 public:
  // Starts to work.
  Worker(WorkerOptions options, WorkSource& source, ResultSink& sink, DocumentAnalyzer& analyzer,
         Metrics& metrics, Clock* clock = Clock::Real());

  // Drains without waiting.
  ~Worker();

  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Leases no more, and finishes what it holds. At `deadline` it hands back the rest, for which it
  // cancels the analyzer. Idempotent.
  void Drain(absl::Time deadline) ABSL_LOCKS_EXCLUDED(drain_mu_);

  // Leased and not yet settled.
  int held_documents() const { return held_.count(); }

 private:
  struct LeasedDocument {
    std::string lease_id;
    v1::Document document;
  };

  void KeepLeasing();
  void Accept(LeasedWork work);
  void KeepAnalyzing();
  void AnalyzeOne(LeasedDocument leased);
  absl::StatusOr<v1::Analysis> AnalyzePatiently(const v1::Document& document);
  void Release(std::string lease_id);
  void Fail(std::string lease_id, const absl::Status& why, bool retriable);

  const WorkerOptions options_;
  WorkSource& source_;
  DocumentAnalyzer& analyzer_;
  Clock* const clock_;
  WorkerMetrics metrics_;
  HeldLeases held_;
  Metrics::Reading documents_in_flight_;
  Metrics::Reading bytes_in_flight_;
  StopSignal draining_;
  StopSignal giving_up_;
  Settler settler_;
  Committer committer_;
  Heartbeat heartbeat_;
  HandOff<LeasedDocument> to_analyze_;
  std::vector<std::thread> analysts_;
  std::thread leaser_;

  absl::Mutex drain_mu_;
  bool drained_ ABSL_GUARDED_BY(drain_mu_) = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_WORKER_H_
