#include "store/replica/kafka_log_source.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/kafka/log_layout.h"
#include "common/kafka/topics.h"
#include "common/log/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

// A broker that is away holds up those who ask for its partitions, one after the other.
constexpr absl::Duration kAskTimeout = absl::Seconds(2);
constexpr absl::Duration kTopicsTimeout = absl::Seconds(10);

}  // namespace

absl::StatusOr<std::unique_ptr<KafkaLogSource>> KafkaLogSource::Open(
    const internal::v1::KafkaConfig& settings) {
  ASSIGN_OR_RETURN(KafkaProperties properties, ReadKafkaProperties(settings));
  ConsumerOptions options;
  options.properties = properties;
  ASSIGN_OR_RETURN(auto consumer, KafkaConsumer::Create(std::move(options)));
  return std::unique_ptr<KafkaLogSource>(
      new KafkaLogSource(settings, std::move(properties), std::move(consumer)));
}

KafkaLogSource::KafkaLogSource(const internal::v1::KafkaConfig& settings,
                               KafkaProperties properties, std::unique_ptr<KafkaConsumer> consumer)
    : settings_(settings),
      properties_(std::move(properties)),
      topic_(TopicsOf(settings.topic_prefix()).analyses),
      consumer_(std::move(consumer)) {}

absl::StatusOr<LogIdentity> KafkaLogSource::Identity() {
  RETURN_IF_ERROR(EnsureTopics(settings_, properties_, kTopicsTimeout));
  ASSIGN_OR_RETURN(const TopicFacts facts, consumer_->Facts(topic_, kAskTimeout));
  return LogIdentity{facts.cluster_id, topic_, facts.partition_count};
}

absl::StatusOr<OffsetRange> KafkaLogSource::Range(int partition) {
  ASSIGN_OR_RETURN(const LogRange range, consumer_->Range({topic_, partition}, kAskTimeout));
  return OffsetRange{range.begin, range.end};
}

absl::Status KafkaLogSource::Seek(const std::map<int, int64_t>& offsets) {
  joiners_.clear();
  std::vector<LogPosition> positions;
  for (const auto& [partition, offset] : offsets) {
    positions.push_back({{topic_, partition}, offset, ""});
  }
  return consumer_->Assign(positions);
}

absl::StatusOr<LogBatch> KafkaLogSource::Poll(absl::Duration timeout, size_t max_bytes) {
  LogBatch batch;
  for (size_t bytes = 0; bytes < max_bytes; timeout = absl::ZeroDuration()) {
    absl::StatusOr<std::optional<Polled>> polled = consumer_->Poll(timeout);
    if (!polled.ok() || !polled->has_value()) {
      break;  // the client goes on by itself after an error
    }
    LogRead& record = (*polled)->record;
    switch ((*polled)->kind) {
      case Polled::kRecord:
        bytes += record.value ? record.value->size() : 0;
        Take(std::move(record), &batch);
        break;
      case Polled::kEnd: {
        int64_t& read_up_to = batch.read_up_to[record.from.partition];
        read_up_to = std::max(read_up_to, record.offset);
        break;
      }
      case Polled::kOutOfRange:
        return MakeError(
            absl::StatusCode::kOutOfRange, "LOG_OFFSET_GONE",
            absl::StrCat("partition ", record.from.partition, " of the log has not what is asked"));
    }
  }
  return batch;
}

void KafkaLogSource::Take(LogRead record, LogBatch* batch) {
  const int partition = record.from.partition;
  const int64_t offset = record.offset;
  batch->read_up_to[partition] = offset + 1;
  PieceJoiner& joiner = joiners_[partition];
  absl::StatusOr<std::optional<JoinedRecord>> joined = joiner.Add(std::move(record));
  if (!joined.ok()) {
    Log(Severity::kError, "log_record_corrupt",
        {{"partition", partition}, {"offset", offset}, {"error", joined.status().message()}});
    return;
  }
  if (!joined->has_value()) {
    return;
  }
  LogRead& whole = (*joined)->record;
  LogEntry entry;
  entry.partition = partition;
  entry.offset = offset;
  entry.first_offset = whole.offset;
  entry.resume_offset = joiner.OldestIncomplete().value_or(offset + 1);
  entry.time = whole.time;
  entry.value = std::move(whole.value).value_or("");
  batch->entries.push_back(std::move(entry));
}

}  // namespace standpoint
