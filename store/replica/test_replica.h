// A replica over an engine that the test owns, which tells when something happened.

#ifndef STANDPOINT_STORE_REPLICA_TEST_REPLICA_H_
#define STANDPOINT_STORE_REPLICA_TEST_REPLICA_H_

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "store/engine/engine.h"
#include "store/replica/log_applier.h"
#include "store/replica/log_source.h"
#include "store/replica/memory_log.h"
#include "store/write/writer.h"

namespace standpoint {

inline LogApplierOptions TestOptions(int partition_count, std::vector<int> partitions) {
  LogApplierOptions options;
  options.partition_count = partition_count;
  options.partitions = std::move(partitions);
  options.check_interval = absl::Milliseconds(1);
  options.retry_after = absl::Milliseconds(1);
  options.max_bytes = 64 << 10;
  options.threads = 2;
  return options;
}

// Threads: safe. Lifetime: `engine` and `clock` outlive it.
class TestReplica {
 public:
  TestReplica(const LogApplierOptions& options, Engine* engine, std::unique_ptr<LogSource> source,
              Clock* clock = Clock::Real())
      : writer_(*Writer::Open(engine)),
        source_(std::move(source)),
        applier_(options, engine, writer_.get(), source_.get(), clock) {
    writer_->set_on_written([this] {
      absl::MutexLock lock(&mu_);
      ++writes_;
    });
    applier_.set_on_state([this](ReplicaState state, const absl::Status& refusal) {
      absl::MutexLock lock(&mu_);
      state_ = state;
      refusal_ = refusal;
    });
    applier_.Start();
  }
  ~TestReplica() { applier_.Shutdown(); }

  // Waits for a state; gives what queries get in it.
  absl::Status Await(ReplicaState state) {
    absl::MutexLock lock(&mu_);
    const auto is_there = [this, state]()
                              ABSL_SHARED_LOCKS_REQUIRED(mu_) { return state_ == state; };
    mu_.Await(absl::Condition(&is_there));
    return refusal_;
  }

  // Waits until it has everything that its log holds.
  void AwaitEverything(const MemoryLog& log) {
    const auto lacks_something = [&] {
      const ReplicaReport report = applier_.standing().Report();
      return report.partitions.empty() ||
             std::any_of(report.partitions.begin(), report.partitions.end(), [&](const auto& of) {
               return of.second.next_offset < log.Range(of.first).end;
             });
    };
    while (lacks_something()) {
      absl::SleepFor(absl::Milliseconds(1));  // polling: nobody is told of each record
    }
  }

  // Waits until the writer has written so often.
  void AwaitWrites(int writes) {
    absl::MutexLock lock(&mu_);
    const auto are_there = [this, writes]()
                               ABSL_SHARED_LOCKS_REQUIRED(mu_) { return writes_ >= writes; };
    mu_.Await(absl::Condition(&are_there));
  }

  Writer& writer() { return *writer_; }
  LogApplier& applier() { return applier_; }

 private:
  absl::Mutex mu_;
  int writes_ ABSL_GUARDED_BY(mu_) = 0;
  ReplicaState state_ ABSL_GUARDED_BY(mu_) = ReplicaState::kCatchingUp;
  absl::Status refusal_ ABSL_GUARDED_BY(mu_);
  const std::unique_ptr<Writer> writer_;
  const std::unique_ptr<LogSource> source_;
  LogApplier applier_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_TEST_REPLICA_H_
