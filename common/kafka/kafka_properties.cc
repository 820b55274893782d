#include "common/kafka/kafka_properties.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr absl::string_view kField = "kafka.properties_file";

// What exactly-once and the settings decide.
constexpr absl::string_view kOurs[] = {
    "acks",
    "auto.offset.reset",
    "bootstrap.servers",
    "enable.auto.commit",
    "enable.auto.offset.store",
    "enable.idempotence",
    "enable.partition.eof",
    "group.id",
    "isolation.level",
    "message.max.bytes",
    "message.timeout.ms",
    "metadata.broker.list",
    "partition.assignment.strategy",
    "request.required.acks",
    "session.timeout.ms",
    "transaction.timeout.ms",
    "transactional.id",
};

absl::Status BadLine(int line, absl::string_view why) {
  return InvalidField(kField, absl::StrCat("line ", line, ": ", why));
}

}  // namespace

absl::StatusOr<KafkaProperties> ParseKafkaProperties(absl::string_view text) {
  KafkaProperties properties;
  int line = 0;
  for (absl::string_view entry : absl::StrSplit(text, '\n')) {
    ++line;
    entry = absl::StripAsciiWhitespace(entry);
    if (entry.empty() || entry.front() == '#') {
      continue;
    }
    const size_t equals = entry.find('=');
    if (equals == entry.npos || equals == 0) {
      return BadLine(line, "must be key=value");
    }
    const absl::string_view key = absl::StripTrailingAsciiWhitespace(entry.substr(0, equals));
    if (std::find(std::begin(kOurs), std::end(kOurs), key) != std::end(kOurs)) {
      return BadLine(line, absl::StrCat(key, " is not to be set here"));
    }
    properties[std::string(key)] =
        std::string(absl::StripLeadingAsciiWhitespace(entry.substr(equals + 1)));
  }
  return properties;
}

absl::StatusOr<KafkaProperties> ReadKafkaProperties(const internal::v1::KafkaConfig& settings) {
  KafkaProperties properties;
  if (!settings.properties_file().empty()) {
    std::ifstream file(settings.properties_file(), std::ios::binary);
    if (!file) {
      return InvalidField(kField, "cannot be read");
    }
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    ASSIGN_OR_RETURN(properties, ParseKafkaProperties(text));
  }
  properties["bootstrap.servers"] = settings.bootstrap_servers();
  return properties;
}

}  // namespace standpoint
