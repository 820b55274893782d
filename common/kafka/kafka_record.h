// Records of the log as values.

#ifndef STANDPOINT_COMMON_KAFKA_KAFKA_RECORD_H_
#define STANDPOINT_COMMON_KAFKA_KAFKA_RECORD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace standpoint {

struct TopicPartition {
  std::string topic;
  int partition = 0;

  friend bool operator<(const TopicPartition& a, const TopicPartition& b) {
    return std::tie(a.topic, a.partition) < std::tie(b.topic, b.partition);
  }
  friend bool operator==(const TopicPartition& a, const TopicPartition& b) {
    return std::tie(a.topic, a.partition) == std::tie(b.topic, b.partition);
  }
};

// A place in a partition: the record to be read next.
struct LogPosition {
  TopicPartition partition;
  int64_t offset = 0;    // kFromBeginning and kFromEnd are allowed where something is read
  std::string metadata;  // of a committed position; at most 4,096 bytes
};
inline constexpr int64_t kFromBeginning = -2;
inline constexpr int64_t kFromEnd = -1;

using KafkaHeaders = std::vector<std::pair<std::string, std::string>>;

// The first header of this name; absent when there is none.
std::optional<absl::string_view> FindHeader(const KafkaHeaders& headers, absl::string_view name);

// A record to be written.
struct LogWrite {
  TopicPartition to;
  std::string key;
  std::optional<std::string> value;  // absent: what stands under the key goes
  KafkaHeaders headers;
};

// A record that was read.
struct LogRead {
  TopicPartition from;
  int64_t offset = 0;
  absl::Time
      time;  // when it was written, by its writer's clock or the broker's, in whole milliseconds
  std::string key;
  std::optional<std::string> value;
  KafkaHeaders headers;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_KAFKA_KAFKA_RECORD_H_
