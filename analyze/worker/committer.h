// The last step of the worker: batches of analysed documents to the store or the log, as often as it takes.

#ifndef STANDPOINT_ANALYZE_WORKER_COMMITTER_H_
#define STANDPOINT_ANALYZE_WORKER_COMMITTER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "analyze/worker/hand_off.h"
#include "analyze/worker/outage_log.h"
#include "analyze/worker/result_sink.h"
#include "analyze/worker/retry.h"
#include "analyze/worker/settler.h"
#include "analyze/worker/stop_signal.h"
#include "analyze/worker/worker_metrics.h"
#include "common/time/clock.h"
#include "standpoint/internal/v1/commit.pb.h"

namespace standpoint {

// A leased document with its analysis.
struct AnalyzedWork {
  std::string lease_id;
  internal::v1::AnalyzedDocument document;
  bool alone = false;  // its batch was too large for the store
};

struct CommitLimits {
  int documents = 64;                // in one commit
  int64_t bytes = int64_t{4} << 20;  // of one commit; a larger document goes alone
};

// A batch is what has come while the last one was under way: no document waits for company. While
// the store is away, documents are kept and tried again; one that the store refuses for itself is
// failed. Lifetime: the arguments outlive it.
class Committer {
 public:
  Committer(ResultSink& sink, Settler& settler, WorkerMetrics& metrics, CommitLimits limits,
            Backoff backoff, Clock* clock);
  ~Committer();

  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  void Push(AnalyzedWork work) { incoming_.Push(std::move(work)); }

  // Hands back from now on what is not committed.
  void GiveUp() { giving_up_.Raise(); }

  // No more documents come. Returns when all are committed, failed or handed back. Once.
  void Finish();

 private:
  void Run();
  std::vector<AnalyzedWork> NextBatch();
  // Commits and settles; returns what must be tried again, with `failure` saying why.
  std::vector<AnalyzedWork> Commit(std::vector<AnalyzedWork> batch, absl::Status& failure);
  void SettleDone(AnalyzedWork work);
  void SettleRefused(AnalyzedWork work, const absl::Status& refusal);
  void SettleReleased(AnalyzedWork work);
  void SettleLost(const AnalyzedWork& work);

  ResultSink& sink_;
  Settler& settler_;
  WorkerMetrics& metrics_;
  const CommitLimits limits_;
  Backoff backoff_;
  Clock* const clock_;
  StopSignal giving_up_;
  HandOff<AnalyzedWork> incoming_;
  OutageLog outage_{"store"};
  // Of the thread alone: refused for now, or too large for the last batch.
  std::vector<AnalyzedWork> again_;
  std::thread thread_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_COMMITTER_H_
