// From the settings of a server to the options of its queue on a cluster.

#ifndef STANDPOINT_QUEUE_KAFKA_LOG_QUEUE_SETTINGS_H_
#define STANDPOINT_QUEUE_KAFKA_LOG_QUEUE_SETTINGS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "queue/kafka/log_queue.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// `settings` with defaults. `writer` names this process among those that share the log. The topics are made when they are first needed.
// Errors: those of ReadKafkaProperties.
absl::StatusOr<LogQueueOptions> ToLogQueueOptions(const internal::v1::KafkaConfig& settings,
                                                  absl::string_view writer);

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_KAFKA_LOG_QUEUE_SETTINGS_H_
