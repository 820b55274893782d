// The dead letters of a cluster: an index in memory over the topic that holds them.

#ifndef STANDPOINT_QUEUE_KAFKA_DEAD_LETTER_TOPIC_H_
#define STANDPOINT_QUEUE_KAFKA_DEAD_LETTER_TOPIC_H_

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/kafka/kafka_consumer.h"
#include "common/kafka/kafka_properties.h"
#include "common/kafka/kafka_record.h"
#include "common/kafka/pieces.h"
#include "queue/work_queue.h"

namespace standpoint {

// Reads the topic from its beginning when it is first asked, afterwards what is new. Some 300 bytes of memory a letter.
// Threads: safe; one question after the other. Errors: UNAVAILABLE, reason KAFKA_UNAVAILABLE.
class DeadLetterTopic {
 public:
  DeadLetterTopic(std::string topic, KafkaProperties properties)
      : topic_(std::move(topic)), properties_(std::move(properties)) {}

  // As WorkQueue::ListDeadLetters, of what is in the topic by now.
  absl::StatusOr<std::vector<DeadLetter>> List(uint64_t after, int limit) ABSL_LOCKS_EXCLUDED(mu_);

  // A letter with its payload. NOT_FOUND: there is none of this id.
  absl::StatusOr<WorkItem> Read(uint64_t id, DeadLetter& letter) ABSL_LOCKS_EXCLUDED(mu_);

  // The records that take a letter away. Empty: there is none.
  std::vector<LogWrite> Removal(uint64_t id) const ABSL_LOCKS_EXCLUDED(mu_);

  // As far as it was read; Refresh reads what is new.
  int64_t count() const ABSL_LOCKS_EXCLUDED(mu_);
  absl::Status Refresh() ABSL_LOCKS_EXCLUDED(mu_);
  // This process wrote a record: what is asked from now on knows it.
  void Wrote(int64_t offset);
  // Whether a letter is about this key, as far as it was read.
  bool Contains(absl::string_view key) const ABSL_LOCKS_EXCLUDED(mu_);

 private:
  struct Entry {
    DeadLetter letter;
    std::string record_key;
    size_t pieces = 1;
  };

  absl::Status ReadOn() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Note(const JoinedRecord& whole) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Forget(absl::string_view record_key) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const std::string topic_;
  const KafkaProperties properties_;
  std::atomic<int64_t> written_ = 0;  // the next offset after what this process wrote
  mutable absl::Mutex mu_;
  std::unique_ptr<KafkaConsumer> consumer_ ABSL_GUARDED_BY(mu_);
  int64_t next_ ABSL_GUARDED_BY(mu_) = 0;
  PieceJoiner joiner_ ABSL_GUARDED_BY(mu_);
  std::map<uint64_t, Entry> letters_ ABSL_GUARDED_BY(mu_);
  std::map<std::string, uint64_t, std::less<>> by_record_key_ ABSL_GUARDED_BY(mu_);
  std::map<std::string, int, std::less<>> keys_ ABSL_GUARDED_BY(mu_);  // how many letters
};

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_KAFKA_DEAD_LETTER_TOPIC_H_
