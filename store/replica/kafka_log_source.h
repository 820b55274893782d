// The log as Kafka keeps it: the topic of analyses.

#ifndef STANDPOINT_STORE_REPLICA_KAFKA_LOG_SOURCE_H_
#define STANDPOINT_STORE_REPLICA_KAFKA_LOG_SOURCE_H_

#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/kafka/kafka_consumer.h"
#include "common/kafka/kafka_properties.h"
#include "common/kafka/pieces.h"
#include "standpoint/internal/v1/config.pb.h"
#include "store/replica/log_source.h"

namespace standpoint {

// A consumer of its own partitions, of no group. Threads: as LogSource. What the brokers answer late or not at all is waited
// for by the client; Poll gives nothing meanwhile.
class KafkaLogSource : public LogSource {
 public:
  // `settings` complete. Needs no broker yet. Errors: those of ReadKafkaProperties and KafkaConsumer::Create.
  static absl::StatusOr<std::unique_ptr<KafkaLogSource>> Open(
      const internal::v1::KafkaConfig& settings);

  // Makes topics that are missing. Errors: also those of EnsureTopics.
  absl::StatusOr<LogIdentity> Identity() override;
  absl::StatusOr<OffsetRange> Range(int partition) override;
  absl::Status Seek(const std::map<int, int64_t>& offsets) override;
  absl::StatusOr<LogBatch> Poll(absl::Duration timeout, size_t max_bytes) override;

 private:
  KafkaLogSource(const internal::v1::KafkaConfig& settings, KafkaProperties properties,
                 std::unique_ptr<KafkaConsumer> consumer);

  void Take(LogRead record, LogBatch* batch);

  const internal::v1::KafkaConfig settings_;
  const KafkaProperties properties_;
  const std::string topic_;
  const std::unique_ptr<KafkaConsumer> consumer_;
  std::map<int, PieceJoiner> joiners_;  // by partition
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_KAFKA_LOG_SOURCE_H_
