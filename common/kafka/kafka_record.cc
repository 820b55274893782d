#include "common/kafka/kafka_record.h"

namespace standpoint {

std::optional<absl::string_view> FindHeader(const KafkaHeaders& headers, absl::string_view name) {
  for (const auto& [key, value] : headers) {
    if (key == name) {
      return value;
    }
  }
  return std::nullopt;
}

}  // namespace standpoint
