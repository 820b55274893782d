// librdkafka's errors as ours.

#ifndef STANDPOINT_COMMON_KAFKA_KAFKA_STATUS_H_
#define STANDPOINT_COMMON_KAFKA_KAFKA_STATUS_H_

#include <librdkafka/rdkafka.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// UNAVAILABLE, reason KAFKA_UNAVAILABLE, saying what failed ("write to standpoint.documents") and how; OK for NO_ERROR. What is asked
// of Kafka is right by construction, so any error is taken as one that may pass.
absl::Status KafkaStatus(rd_kafka_resp_err_t error, absl::string_view what);
absl::Status KafkaStatus(absl::string_view error, absl::string_view what);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_KAFKA_KAFKA_STATUS_H_
