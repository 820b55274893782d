// The properties of librdkafka from our settings.

#ifndef STANDPOINT_COMMON_KAFKA_KAFKA_PROPERTIES_H_
#define STANDPOINT_COMMON_KAFKA_KAFKA_PROPERTIES_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// Names and values as librdkafka's CONFIGURATION.md has them. Values may be secrets: never log them.
using KafkaProperties = std::map<std::string, std::string>;

// Whether there is a log at all: brokers are set.
inline bool UsesKafka(const internal::v1::KafkaConfig& settings) {
  return !settings.bootstrap_servers().empty();
}

// What all clients of a program share: the brokers, and what stands in the properties file. Errors: INVALID_FIELD naming
// `kafka.properties_file` with the line, never with its value, when the file cannot be read, a line is no `key=value`, or the key is one
// that we set ourselves.
absl::StatusOr<KafkaProperties> ReadKafkaProperties(const internal::v1::KafkaConfig& settings);

// The text of such a file. Errors: as above.
absl::StatusOr<KafkaProperties> ParseKafkaProperties(absl::string_view text);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_KAFKA_KAFKA_PROPERTIES_H_
