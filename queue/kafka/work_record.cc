#include "queue/kafka/work_record.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/kafka/log_layout.h"
#include "common/text/resource_name.h"

namespace standpoint {
namespace {

std::string Micros(absl::Time time) { return absl::StrCat(absl::ToUnixMicros(time)); }

template <typename Number>
Number NumberOf(const KafkaHeaders& headers, absl::string_view name, Number otherwise) {
  Number value = otherwise;
  const auto text = FindHeader(headers, name);
  return text && absl::SimpleAtoi(*text, &value) ? value : otherwise;
}

absl::Time TimeOf(const KafkaHeaders& headers, absl::string_view name, absl::Time otherwise) {
  const auto micros = NumberOf<int64_t>(headers, name, -1);
  return micros < 0 ? otherwise : absl::FromUnixMicros(micros);
}

}  // namespace

int PartitionOfWork(absl::string_view key, int partitions) {
  const auto document = DocumentName::Parse("key", key);
  return document.ok() ? PartitionOf(*document, partitions) : PartitionOfRef("", key, partitions);
}

LogWrite DocumentRecord(const QueueTopics& topics, const WorkItem& item, absl::Time enqueue_time) {
  return {{topics.documents, PartitionOfWork(item.key, topics.document_partitions)},
          item.key,
          item.payload,
          {{"enqueue-time", Micros(enqueue_time)}}};
}

LogWrite RetryRecord(const QueueTopics& topics, const WorkItem& item, absl::Time enqueue_time,
                     int attempts, absl::Time not_before) {
  return {{topics.retry, PartitionOfWork(item.key, topics.retry_partitions)},
          item.key,
          item.payload,
          {{"enqueue-time", Micros(enqueue_time)},
           {"attempts", absl::StrCat(attempts)},
           {"not-before", Micros(not_before)}}};
}

LogWrite DeadRecord(const QueueTopics& topics, const WorkItem& item, absl::string_view origin,
                    const WorkHeaders& headers) {
  return {{topics.dead, 0},
          std::string(origin),
          item.payload,
          {{"key", item.key},
           {"enqueue-time", Micros(headers.enqueue_time)},
           {"attempts", absl::StrCat(headers.attempts)},
           {"reason", headers.reason},
           {"dead-time", Micros(headers.dead_time)},
           {"size", absl::StrCat(item.payload.size())}}};
}

WorkHeaders ReadWorkHeaders(const LogRead& record) {
  WorkHeaders headers;
  headers.key = std::string(FindHeader(record.headers, "key").value_or(record.key));
  headers.enqueue_time = TimeOf(record.headers, "enqueue-time", absl::UnixEpoch());
  headers.attempts = std::max(0, NumberOf<int>(record.headers, "attempts", 0));
  headers.not_before = TimeOf(record.headers, "not-before", absl::InfinitePast());
  headers.reason = std::string(FindHeader(record.headers, "reason").value_or(""));
  headers.dead_time = TimeOf(record.headers, "dead-time", absl::UnixEpoch());
  headers.size_bytes = NumberOf<int64_t>(record.headers, "size", 0);
  return headers;
}

}  // namespace standpoint
