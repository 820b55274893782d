// The queue's engine for a cluster: Apache Kafka. docs/formats/log.md has what it writes.

#ifndef STANDPOINT_QUEUE_KAFKA_LOG_QUEUE_H_
#define STANDPOINT_QUEUE_KAFKA_LOG_QUEUE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/kafka/kafka_properties.h"
#include "common/kafka/kafka_record.h"
#include "common/time/clock.h"
#include "queue/back_off.h"
#include "queue/kafka/work_record.h"
#include "queue/work_queue.h"

namespace standpoint {

struct LogQueueOptions {
  KafkaProperties properties;  // of ReadKafkaProperties
  QueueTopics topics;
  std::string group;   // of the workers
  std::string writer;  // begins the names of the transactions; no two queues share it
  int max_attempts = 5;
  BackOffOptions back_off;
  absl::Duration session_timeout = absl::Seconds(15);
  absl::Duration delivery_timeout = absl::Seconds(15);
  int max_record_bytes = 1000 << 10;
  int64_t max_held_bytes =
      64 << 20;  // of documents read and not done, and as much of those that rest
  int64_t max_held_count = 10'000;        // likewise
  int64_t max_lease_bytes = 32 << 20;     // of one Lease beyond its first item
  int64_t max_pending_bytes = 256 << 20;  // of appends under way
  Clock* clock = Clock::Real();
  // Called before the brokers are first used, and again as long as it fails: makes the topics. Null: they are there.
  std::function<absl::Status()> prepare;
};

// A queue that many processes share. One that leases joins the group of the workers with its first Lease, and gets its share of the
// partitions; one that only appends never does.
//
// Records of one partition are done in any order. What is committed is the position below which all is done, with what is known
// beyond it, so that a process which takes the partition over neither repeats what is done nor forgets attempts. An attempt is
// written before work is handed out; all that settles work is one transaction. Work that fails goes to the retry topic with the
// moment from which it may be leased again, or to the dead letters.
//
// When a partition goes to another process, its leases end: NOT_FOUND. Bounds: no more is read than max_held_bytes; while that is full
// of work that rests, what lies behind it in the retry topic rests, too. Dead letters are dropped from the log when Kafka
// compacts it: `reclaim` waits for nothing. Stats count what this process has read, and how many records lie beyond; totals are those of this process.
class LogQueue : public WorkQueue {
 public:
  // Completes a lease and writes records, both or neither.
  struct Completion {
    std::string lease_id;
    std::vector<LogWrite> records;
  };
  virtual std::vector<absl::Status> CompleteWith(std::vector<Completion> completions) = 0;

  // Whether a dead letter is about this key; as of a few seconds ago.
  virtual absl::StatusOr<bool> IsDeadLetter(absl::string_view key) = 0;

  // Joins the group, waits until this process owns `partitions` partitions and has read to their present ends, at least what it wrote
  // itself, and ends what is due. For tests.
  virtual absl::Status AwaitCaughtUp(int partitions, absl::Duration limit) = 0;
};

// Threads: safe. Lifetime: no call may be under way when the queue is destroyed; the clock outlives it.
// Errors: INVALID_FIELD for properties that librdkafka does not take.
absl::StatusOr<std::unique_ptr<LogQueue>> OpenLogQueue(LogQueueOptions options);

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_KAFKA_LOG_QUEUE_H_
