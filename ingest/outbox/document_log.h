// The topic of documents, as the outbox uses it.

#ifndef STANDPOINT_INGEST_OUTBOX_DOCUMENT_LOG_H_
#define STANDPOINT_INGEST_OUTBOX_DOCUMENT_LOG_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/kafka/kafka_consumer.h"
#include "common/kafka/kafka_record.h"
#include "common/kafka/transactional_producer.h"
#include "queue/kafka/work_record.h"
#include "queue/work_queue.h"

namespace standpoint {

// A record of the topic.
struct LogPlace {
  int partition = 0;
  int64_t offset = 0;
};

// How far the workers are in a partition, and where it ends.
struct LogProgress {
  int64_t done = 0;  // all before it is done
  int64_t end = 0;   // the next offset to be written
};

// Threads: safe. Errors: UNAVAILABLE, reason KAFKA_UNAVAILABLE.
class DocumentLog {
 public:
  virtual ~DocumentLog() = default;

  // Writes all or none; gives their places.
  virtual absl::StatusOr<std::vector<LogPlace>> Write(const std::vector<WorkItem>& items,
                                                      const std::vector<absl::Time>& enqueued) = 0;

  // Of all partitions, by number.
  virtual absl::StatusOr<std::vector<LogProgress>> Progress() = 0;

  // Where work of this key goes.
  virtual int PartitionOf(const std::string& key) const = 0;
};

// Over Kafka.
class KafkaDocumentLog final : public DocumentLog {
 public:
  // `topics` are made by `prepare` before the first use. Errors: INVALID_FIELD for properties that are not taken.
  static absl::StatusOr<std::unique_ptr<KafkaDocumentLog>> Create(
      ProducerOptions options, QueueTopics topics, std::string group,
      std::function<absl::Status()> prepare);

  absl::StatusOr<std::vector<LogPlace>> Write(const std::vector<WorkItem>& items,
                                              const std::vector<absl::Time>& enqueued) override;
  absl::StatusOr<std::vector<LogProgress>> Progress() override;
  int PartitionOf(const std::string& key) const override {
    return PartitionOfWork(key, topics_.document_partitions);
  }

  // Writes other records, all or none.
  absl::Status WriteRecords(std::vector<LogWrite> records);

 private:
  KafkaDocumentLog(QueueTopics topics, std::function<absl::Status()> prepare)
      : topics_(std::move(topics)), prepare_(std::move(prepare)) {}
  absl::Status Prepare() ABSL_LOCKS_EXCLUDED(mu_);

  const QueueTopics topics_;
  const std::function<absl::Status()> prepare_;
  std::unique_ptr<TransactionalProducer> producer_;
  std::unique_ptr<KafkaConsumer> positions_;  // no member of the group
  absl::Mutex mu_;
  bool prepared_ ABSL_GUARDED_BY(mu_) = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_OUTBOX_DOCUMENT_LOG_H_
