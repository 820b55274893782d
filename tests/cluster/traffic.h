// Load on a cluster, and what it was told: writers note what was acknowledged, readers check every answer against that.

#ifndef STANDPOINT_TESTS_CLUSTER_TRAFFIC_H_
#define STANDPOINT_TESTS_CLUSTER_TRAFFIC_H_

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "standpoint/v1/ingest_service.grpc.pb.h"
#include "tests/cluster/questions.h"
#include "tests/faults/account.h"

namespace standpoint {

// What became of calls. Durations of those that were answered.
struct CallCount {
  int64_t answered = 0;
  int64_t refused = 0;  // UNAVAILABLE, RESOURCE_EXHAUSTED or DEADLINE_EXCEEDED: nobody was misled
  int64_t partial = 0;  // of the answered, those that named shards as unreachable
  std::vector<absl::Duration> took;
  std::map<std::string, int64_t> refusals;  // by code and reason

  absl::Duration Percentile(double part) const;
};

struct TrafficOptions {
  std::string ingest_target;  // of gRPC
  std::string query_target;
  std::string corpus = "cluster";
  int writers = 2;
  int readers = 2;
  // Between two documents of a writer, so that the workers keep up.
  absl::Duration pause = absl::Milliseconds(200);
  uint64_t seed = 1;
  // Whether calls are made once, as a client with the shipped retry policy makes them; writers send again what was refused all the same,
  // for they must come through, but count it.
  bool retry_policy = false;
};

// Threads: safe.
class Traffic {
 public:
  explicit Traffic(TrafficOptions options);

  // Begins writing and reading.
  void Start();
  // Ends both; calls under way come to their end.
  void Stop();

  int64_t acknowledged_count() const { return acknowledged_count_; }
  // Waits until so many are acknowledged; false when `timeout` has passed.
  bool AwaitAcknowledged(int64_t count, absl::Duration timeout) const;

  // After Stop: what was acknowledged; and texts that were sent, but whose answer nobody got: they may be stored.
  const Acknowledged& acknowledged() const { return acknowledged_; }
  const std::set<std::string>& unanswered() const { return unanswered_; }
  const CallCount& writes() const { return writes_; }
  const CallCount& reads() const { return reads_; }
  // Answers that were wrong, in words.
  const std::vector<std::string>& wrong() const { return wrong_; }

 private:
  void Write();
  // Returns after a time, or at once when everything is to stop.
  void Pause(absl::Duration time) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Read(int reader);
  void Count(const absl::Status& status, absl::Duration took, CallCount& counts)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Wrong(const std::string& what) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const TrafficOptions options_;
  const std::unique_ptr<v1::IngestService::Stub> ingest_;
  const Questions questions_;
  std::atomic<bool> stopped_{false};
  std::atomic<int> next_document_{0};
  std::atomic<int64_t> acknowledged_count_{0};
  std::vector<std::thread> threads_;
  absl::Mutex mu_;
  std::vector<Written> written_ ABSL_GUARDED_BY(mu_);
  Acknowledged acknowledged_;
  std::set<std::string> unanswered_;
  CallCount writes_;
  CallCount reads_;
  std::vector<std::string> wrong_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_CLUSTER_TRAFFIC_H_
