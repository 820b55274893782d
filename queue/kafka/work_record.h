// Pieces of work as records of the log; docs/formats/log.md.

#ifndef STANDPOINT_QUEUE_KAFKA_WORK_RECORD_H_
#define STANDPOINT_QUEUE_KAFKA_WORK_RECORD_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/kafka/kafka_record.h"
#include "queue/work_queue.h"

namespace standpoint {

// Where the topics are and how many partitions they have.
struct QueueTopics {
  std::string documents;
  int document_partitions = 1;
  std::string retry;
  int retry_partitions = 1;
  std::string dead;
};

// What the headers of a record say.
struct WorkHeaders {
  std::string key;  // of the work; the record's own, where the header is missing
  absl::Time enqueue_time;
  int attempts = 0;
  absl::Time not_before = absl::InfinitePast();
  std::string reason;
  absl::Time dead_time;
  int64_t size_bytes = 0;
};

// The partition of work: that of the document whose name the key is; other keys spread alike.
int PartitionOfWork(absl::string_view key, int partitions);

// Work to be done, to be tried again, and given up. `origin` names the record that died.
LogWrite DocumentRecord(const QueueTopics& topics, const WorkItem& item, absl::Time enqueue_time);
LogWrite RetryRecord(const QueueTopics& topics, const WorkItem& item, absl::Time enqueue_time,
                     int attempts, absl::Time not_before);
LogWrite DeadRecord(const QueueTopics& topics, const WorkItem& item, absl::string_view origin,
                    const WorkHeaders& headers);

// Headers that are missing or malformed take their defaults.
WorkHeaders ReadWorkHeaders(const LogRead& record);

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_KAFKA_WORK_RECORD_H_
