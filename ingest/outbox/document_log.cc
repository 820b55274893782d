#include "ingest/outbox/document_log.h"

#include <algorithm>
#include <utility>

#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr absl::Duration kAsk = absl::Seconds(5);

}  // namespace

absl::StatusOr<std::unique_ptr<KafkaDocumentLog>> KafkaDocumentLog::Create(
    ProducerOptions options, QueueTopics topics, std::string group,
    std::function<absl::Status()> prepare) {
  std::unique_ptr<KafkaDocumentLog> log(
      new KafkaDocumentLog(std::move(topics), std::move(prepare)));
  // The end of all records: what was acknowledged may lie behind a transaction that somebody else has under way.
  ASSIGN_OR_RETURN(log->positions_, KafkaConsumer::Create({.properties = options.properties,
                                                           .group = std::move(group),
                                                           .committed_only = false}));
  ASSIGN_OR_RETURN(log->producer_, TransactionalProducer::Create(std::move(options)));
  return log;
}

absl::Status KafkaDocumentLog::Prepare() {
  absl::MutexLock lock(&mu_);
  if (!prepared_ && prepare_) {
    RETURN_IF_ERROR(prepare_());
  }
  prepared_ = true;
  return absl::OkStatus();
}

absl::StatusOr<std::vector<LogPlace>> KafkaDocumentLog::Write(
    const std::vector<WorkItem>& items, const std::vector<absl::Time>& enqueued) {
  RETURN_IF_ERROR(Prepare());
  std::vector<LogWrite> records;
  std::vector<LogPlace> places;
  for (size_t i = 0; i < items.size(); ++i) {
    records.push_back(DocumentRecord(topics_, items[i], enqueued[i]));
    places.push_back({records.back().to.partition, 0});
  }
  ASSIGN_OR_RETURN(const std::vector<int64_t> offsets, producer_->Commit(std::move(records)));
  for (size_t i = 0; i < offsets.size(); ++i) {
    places[i].offset = offsets[i];
  }
  return places;
}

absl::Status KafkaDocumentLog::WriteRecords(std::vector<LogWrite> records) {
  RETURN_IF_ERROR(Prepare());
  return producer_->Commit(std::move(records)).status();
}

absl::StatusOr<std::vector<LogProgress>> KafkaDocumentLog::Progress() {
  RETURN_IF_ERROR(Prepare());
  std::vector<TopicPartition> partitions;
  for (int i = 0; i < topics_.document_partitions; ++i) {
    partitions.push_back({topics_.documents, i});
  }
  ASSIGN_OR_RETURN(const std::vector<LogPosition> committed,
                   positions_->Committed(partitions, kAsk));
  std::vector<LogProgress> progress(partitions.size());
  for (const LogPosition& position : committed) {
    progress[position.partition.partition].done = std::max<int64_t>(0, position.offset);
  }
  for (const TopicPartition& partition : partitions) {
    ASSIGN_OR_RETURN(const LogRange range, positions_->Range(partition, kAsk));
    progress[partition.partition].end = range.end;
  }
  return progress;
}

}  // namespace standpoint
