// A replica at work: reads its partitions of the log and applies them to its store.

#ifndef STANDPOINT_STORE_REPLICA_LOG_APPLIER_H_
#define STANDPOINT_STORE_REPLICA_LOG_APPLIER_H_

#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/concurrency/executor.h"
#include "common/time/clock.h"
#include "standpoint/internal/v1/record.pb.h"
#include "store/engine/engine.h"
#include "store/record/log_state.h"
#include "store/replica/apply_pipeline.h"
#include "store/replica/log_source.h"
#include "store/replica/standing.h"
#include "store/write/writer.h"

namespace standpoint {

struct LogApplierOptions {
  int partition_count = 1;                           // of the topic
  std::vector<int> partitions;                       // that the store holds, ascending
  absl::Duration max_lag = absl::Seconds(30);        // up to which it is serving
  absl::Duration check_interval = absl::Seconds(1);  // of where the log begins and ends
  absl::Duration retry_after = absl::Seconds(1);     // an error that may pass
  size_t max_bytes = 64 << 20;                       // of records under way
  int threads = 1;                                   // that prepare records
};

// Takes up where the store left off: there is nothing else to remember, so that a restart, an error of the disk and a broker
// that went away are all the same to it. What the store applied last is compared with what the log has there; a log that was
// replaced, or lost records and went on, is found out.
//
// Threads: safe. Lifetime: the arguments outlive it.
class LogApplier {
 public:
  // Called on the writer's thread when a corpus ("corpora/news") was removed and its bytes are to go; must not block.
  using OnCorpusRemoved = std::function<void(const std::string& corpus)>;

  LogApplier(LogApplierOptions options, Engine* engine, Writer* writer, LogSource* source,
             Clock* clock = Clock::Real());
  // Shuts down.
  ~LogApplier();

  // Both before Start.
  void set_on_state(Standing::OnState on_state) { standing_.set_on_state(std::move(on_state)); }
  void set_on_corpus_removed(OnCorpusRemoved on_removed) { on_removed_ = std::move(on_removed); }

  void Start();

  // Ends after what is under way. Before the writer's Shutdown. Idempotent.
  void Shutdown();

  const Standing& standing() const { return standing_; }

 private:
  void Run();
  // Until an error, OK: until Shutdown. FAILED_PRECONDITION: for good.
  absl::Status RunOnce();
  // Finds log and store to belong together, and sets where reading begins.
  absl::Status TakeUp();
  absl::Status ReadLog();
  absl::Status Take(LogBatch batch);
  // Compares a record at or behind the last one that was applied with it.
  absl::Status CheckAnchor(int partition, const LogEntry* entry);

  // Asks the broker about all partitions until reading ends.
  void Watch();
  absl::Status WatchOnce();
  void Settled(const SettledRecord& record);

  bool ReadingEnds() const ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return stopping_ || !found_.ok() || read_ended_;
  }
  // Waits; whether reading goes on.
  bool Pause(absl::Duration duration);

  const LogApplierOptions options_;
  Engine* const engine_;
  Writer* const writer_;
  LogSource* const source_;
  Clock* const clock_;
  OnCorpusRemoved on_removed_;
  Standing standing_;
  Executor executor_;
  ApplyPipeline pipeline_;

  // Positions of partitions whose last applied record was not seen again yet; of the reading thread.
  std::map<int, internal::v1::LogPosition> anchors_;
  // How often in a row a partition ended too early; of the watching thread.
  std::map<int, int> truncated_;

  absl::Mutex mu_;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  bool read_ended_ ABSL_GUARDED_BY(mu_) = false;
  absl::Status found_ ABSL_GUARDED_BY(mu_);  // by Watch

  std::thread thread_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_LOG_APPLIER_H_
