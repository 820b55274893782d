// Owners of what librdkafka hands out.

#ifndef STANDPOINT_COMMON_KAFKA_KAFKA_HANDLE_H_
#define STANDPOINT_COMMON_KAFKA_KAFKA_HANDLE_H_

#include <librdkafka/rdkafka.h>

#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "common/kafka/kafka_properties.h"

namespace standpoint {

struct KafkaFree {
  void operator()(rd_kafka_t* handle) const { rd_kafka_destroy(handle); }
  void operator()(rd_kafka_topic_partition_list_t* list) const {
    rd_kafka_topic_partition_list_destroy(list);
  }
  void operator()(rd_kafka_consumer_group_metadata_t* metadata) const {
    rd_kafka_consumer_group_metadata_destroy(metadata);
  }
  void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
  void operator()(rd_kafka_headers_t* headers) const { rd_kafka_headers_destroy(headers); }
  void operator()(rd_kafka_topic_t* topic) const { rd_kafka_topic_destroy(topic); }
  void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
  void operator()(rd_kafka_event_t* event) const { rd_kafka_event_destroy(event); }
  void operator()(rd_kafka_NewTopic_t* topic) const { rd_kafka_NewTopic_destroy(topic); }
  void operator()(rd_kafka_AdminOptions_t* options) const {
    rd_kafka_AdminOptions_destroy(options);
  }
  void operator()(rd_kafka_error_t* error) const { rd_kafka_error_destroy(error); }
  void operator()(const rd_kafka_metadata_t* metadata) const {
    rd_kafka_metadata_destroy(metadata);
  }
};

template <typename T>
using KafkaOwned = std::unique_ptr<T, KafkaFree>;

// A client. `configure` may set callbacks. What librdkafka logs goes to our log, event kafka_client. Errors: INVALID_FIELD naming
// kafka.properties_file for a property that it does not take.
absl::StatusOr<KafkaOwned<rd_kafka_t>> NewKafkaHandle(
    rd_kafka_type_t type, const KafkaProperties& properties,
    absl::FunctionRef<void(rd_kafka_conf_t*)> configure = [](rd_kafka_conf_t*) {});

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_KAFKA_KAFKA_HANDLE_H_
