// Writes to the log, all or nothing.

#ifndef STANDPOINT_COMMON_KAFKA_TRANSACTIONAL_PRODUCER_H_
#define STANDPOINT_COMMON_KAFKA_TRANSACTIONAL_PRODUCER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/kafka/kafka_handle.h"
#include "common/kafka/kafka_properties.h"
#include "common/kafka/kafka_record.h"

namespace standpoint {

struct ProducerOptions {
  KafkaProperties properties;  // of ReadKafkaProperties
  std::string
      transactional_id;  // of this producer alone: the later of two with the same ends the earlier
  absl::Duration timeout = absl::Seconds(15);  // of a transaction
  int max_record_bytes = 1000 << 10;
};

// Positions of a consumer group that become committed with a transaction.
struct GroupPositions {
  KafkaOwned<rd_kafka_consumer_group_metadata_t> group;  // of KafkaConsumer::GroupMetadata
  std::vector<LogPosition> positions;
};

// Each Commit is a transaction: readers of committed records see all of it or nothing. After an error the next Commit begins with a new
// client of the same id, which ends what the last one left open.
// Threads: safe; one transaction after the other.
class TransactionalProducer {
 public:
  // Connects with the first Commit. Errors: INVALID_FIELD for properties that are not taken.
  static absl::StatusOr<std::unique_ptr<TransactionalProducer>> Create(ProducerOptions options);
  ~TransactionalProducer();

  // Writes the records, each cut into pieces where it must be, and commits `positions` (null: none) with them; gives the offset of each
  // record (of its last piece). Blocks. Errors: UNAVAILABLE, reason KAFKA_UNAVAILABLE: nothing was written, but for the rare case that
  // the brokers went away while they were to commit, in which all or nothing of it is; or the group has given its partitions to
  // others. RESOURCE_EXHAUSTED, reason RECORD_TOO_LARGE: over kMaxLogValueBytes.
  absl::StatusOr<std::vector<int64_t>> Commit(std::vector<LogWrite> records,
                                              const GroupPositions* positions = nullptr)
      ABSL_LOCKS_EXCLUDED(mu_);

 private:
  explicit TransactionalProducer(ProducerOptions options) : options_(std::move(options)) {}

  absl::Status Begin() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::Status Write(const LogWrite& record, int64_t& offset, absl::Time deadline)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::Status End(const GroupPositions* positions, absl::Time deadline)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // Ends the transaction without effect where that is possible, and the client: one that brokers without memory do not know any more
  // would fail for ever.
  void Abort() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const ProducerOptions options_;
  absl::Mutex mu_;
  KafkaOwned<rd_kafka_t> client_ ABSL_GUARDED_BY(mu_);
  bool initialized_ ABSL_GUARDED_BY(mu_) = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_KAFKA_TRANSACTIONAL_PRODUCER_H_
