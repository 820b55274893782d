#include "common/kafka/kafka_handle.h"

#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

// The syslog levels of librdkafka. A broker that cannot be reached is one of its errors, and none of ours.
constexpr int kCritical = 2;
constexpr int kWarning = 5;

void LogLine(const rd_kafka_t* /*handle*/, int level, const char* facility, const char* text) {
  const Severity severity = level <= kCritical  ? Severity::kError
                            : level <= kWarning ? Severity::kWarning
                                                : Severity::kInfo;
  Log(severity, "kafka_client", {{"facility", facility}, {"text", text}});
}

}  // namespace

absl::StatusOr<KafkaOwned<rd_kafka_t>> NewKafkaHandle(
    rd_kafka_type_t type, const KafkaProperties& properties,
    absl::FunctionRef<void(rd_kafka_conf_t*)> configure) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  char why[512];
  for (const auto& [key, value] : properties) {
    if (rd_kafka_conf_set(conf, key.c_str(), value.c_str(), why, sizeof why) != RD_KAFKA_CONF_OK) {
      rd_kafka_conf_destroy(conf);
      // `why` would hold the value.
      return InvalidField("kafka.properties_file", absl::StrCat(key, " is not taken"));
    }
  }
  rd_kafka_conf_set_log_cb(conf, &LogLine);
  configure(conf);
  KafkaOwned<rd_kafka_t> handle(rd_kafka_new(type, conf, why, sizeof why));
  if (handle == nullptr) {
    rd_kafka_conf_destroy(conf);
    return InvalidField("kafka.properties_file", why);
  }
  return handle;
}

}  // namespace standpoint
