// The topics of the log: made where they are missing, checked where they are there.

#ifndef STANDPOINT_COMMON_KAFKA_TOPICS_H_
#define STANDPOINT_COMMON_KAFKA_TOPICS_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/kafka/kafka_properties.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// Makes the topics of docs/formats/log.md that are missing and waits until every partition has a leader. Several programs may do so at
// once. Errors: UNAVAILABLE, reason KAFKA_UNAVAILABLE, when the brokers cannot be asked within `timeout`; FAILED_PRECONDITION, reason
// LOG_MISMATCH, when a topic has another number of partitions than `settings`; INVALID_FIELD for properties that are not taken.
absl::Status EnsureTopics(const internal::v1::KafkaConfig& settings,
                          const KafkaProperties& properties, absl::Duration timeout);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_KAFKA_TOPICS_H_
