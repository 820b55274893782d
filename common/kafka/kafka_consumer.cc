#include "common/kafka/kafka_consumer.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/kafka/kafka_status.h"
#include "common/log/log.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr absl::Duration kCommittedTimeout = absl::Seconds(5);
constexpr absl::Duration kNewLeader = absl::Milliseconds(50);

int Milliseconds(absl::Duration duration) {
  return static_cast<int>(
      std::clamp<int64_t>(absl::ToInt64Milliseconds(duration), 0, int64_t{3'600'000}));
}

using PartitionList = KafkaOwned<rd_kafka_topic_partition_list_t>;

PartitionList ToList(absl::Span<const TopicPartition> partitions) {
  PartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
  for (const TopicPartition& one : partitions) {
    rd_kafka_topic_partition_list_add(list.get(), one.topic.c_str(), one.partition);
  }
  return list;
}

std::vector<TopicPartition> FromList(const rd_kafka_topic_partition_list_t& list) {
  std::vector<TopicPartition> partitions;
  for (int i = 0; i < list.cnt; ++i) {
    partitions.push_back({list.elems[i].topic, list.elems[i].partition});
  }
  return partitions;
}

std::vector<LogPosition> ToPositions(const rd_kafka_topic_partition_list_t& list) {
  std::vector<LogPosition> positions;
  for (int i = 0; i < list.cnt; ++i) {
    const rd_kafka_topic_partition_t& one = list.elems[i];
    LogPosition position;
    position.partition = {one.topic, one.partition};
    position.offset = one.offset < 0 ? kFromBeginning : one.offset;
    if (one.metadata != nullptr) {
      position.metadata.assign(static_cast<const char*>(one.metadata), one.metadata_size);
    }
    positions.push_back(std::move(position));
  }
  return positions;
}

// The first error of a single partition.
absl::Status FirstError(const rd_kafka_topic_partition_list_t& list, absl::string_view what) {
  for (int i = 0; i < list.cnt; ++i) {
    RETURN_IF_ERROR(KafkaStatus(list.elems[i].err, what));
  }
  return absl::OkStatus();
}

LogRead ToRecord(const rd_kafka_message_t& message) {
  LogRead record;
  record.from = {rd_kafka_topic_name(message.rkt), message.partition};
  record.offset = message.offset;
  rd_kafka_timestamp_type_t kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
  record.time = absl::FromUnixMillis(rd_kafka_message_timestamp(&message, &kind));
  if (message.key != nullptr) {
    record.key.assign(static_cast<const char*>(message.key), message.key_len);
  }
  if (message.payload != nullptr) {
    record.value.emplace(static_cast<const char*>(message.payload), message.len);
  }
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR) {
    const char* name = nullptr;
    const void* value = nullptr;
    size_t size = 0;
    for (size_t i = 0;
         rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
         ++i) {
      record.headers.emplace_back(name, std::string(static_cast<const char*>(value), size));
    }
  }
  return record;
}

}  // namespace

absl::StatusOr<std::unique_ptr<KafkaConsumer>> KafkaConsumer::Create(ConsumerOptions options,
                                                                     PartitionOwner* owner) {
  KafkaProperties& set = options.properties;
  // Without a group the client wants a name all the same, and never joins.
  set["group.id"] = options.group.empty() ? "none" : options.group;
  set["session.timeout.ms"] = absl::StrCat(Milliseconds(options.session_timeout));
  set.emplace("heartbeat.interval.ms", absl::StrCat(Milliseconds(options.session_timeout / 5)));
  set["partition.assignment.strategy"] = "cooperative-sticky";
  set["enable.auto.commit"] = "false";
  set["enable.auto.offset.store"] = "false";
  set["enable.partition.eof"] = "true";
  set["isolation.level"] = options.committed_only ? "read_committed" : "read_uncommitted";
  set["auto.offset.reset"] = "error";
  set.emplace("queued.max.messages.kbytes", absl::StrCat(options.fetched_ahead_bytes >> 10));
  set.emplace("fetch.wait.max.ms", "100");
  std::unique_ptr<KafkaConsumer> consumer(new KafkaConsumer(owner));
  ASSIGN_OR_RETURN(consumer->client_,
                   NewKafkaHandle(RD_KAFKA_CONSUMER, set, [&](rd_kafka_conf_t* conf) {
                     rd_kafka_conf_set_opaque(conf, consumer.get());
                     rd_kafka_conf_set_rebalance_cb(conf, &OnRebalance);
                   }));
  rd_kafka_poll_set_consumer(consumer->client_.get());
  return consumer;
}

KafkaConsumer::~KafkaConsumer() {
  closing_ = true;
  if (client_ != nullptr) {
    rd_kafka_consumer_close(client_.get());
  }
}

void KafkaConsumer::OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t error,
                                rd_kafka_topic_partition_list_t* partitions, void* opaque) {
  auto& self = *static_cast<KafkaConsumer*>(opaque);
  if (error == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
    self.Take(partitions);
    KafkaOwned<rd_kafka_error_t>(rd_kafka_incremental_assign(client, partitions));
    return;
  }
  if (self.owner_ != nullptr && partitions->cnt > 0) {
    self.owner_->Revoked(FromList(*partitions), rd_kafka_assignment_lost(client) != 0);
  }
  KafkaOwned<rd_kafka_error_t>(rd_kafka_incremental_unassign(client, partitions));
}

void KafkaConsumer::Take(rd_kafka_topic_partition_list_t* partitions) {
  rd_kafka_resp_err_t error = RD_KAFKA_RESP_ERR_NO_ERROR;
  do {
    error = rd_kafka_committed(client_.get(), partitions, Milliseconds(kCommittedTimeout));
  } while (error != RD_KAFKA_RESP_ERR_NO_ERROR && !closing_);
  for (int i = 0; i < partitions->cnt; ++i) {
    if (partitions->elems[i].offset < 0) {
      partitions->elems[i].offset = RD_KAFKA_OFFSET_BEGINNING;
    }
  }
  if (owner_ != nullptr) {
    owner_->Assigned(ToPositions(*partitions));
  }
}

absl::Status KafkaConsumer::Subscribe(absl::Span<const std::string> topics) {
  PartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(topics.size())));
  for (const std::string& topic : topics) {
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
  }
  return KafkaStatus(rd_kafka_subscribe(client_.get(), list.get()), "subscribe");
}

absl::Status KafkaConsumer::Assign(absl::Span<const LogPosition> positions) {
  PartitionList list(rd_kafka_topic_partition_list_new(static_cast<int>(positions.size())));
  for (const LogPosition& one : positions) {
    rd_kafka_topic_partition_list_add(list.get(), one.partition.topic.c_str(),
                                      one.partition.partition)
        ->offset = one.offset;
  }
  return KafkaStatus(rd_kafka_assign(client_.get(), list.get()), "assign");
}

absl::StatusOr<std::optional<Polled>> KafkaConsumer::Poll(absl::Duration wait) {
  const KafkaOwned<rd_kafka_message_t> message(
      rd_kafka_consumer_poll(client_.get(), Milliseconds(wait)));
  if (message == nullptr) {
    return std::nullopt;
  }
  Polled polled;
  switch (message->err) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
      polled.record = ToRecord(*message);
      return polled;
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
      polled.kind = Polled::kEnd;
      break;
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
      polled.kind = Polled::kOutOfRange;
      break;
    default:
      return KafkaStatus(message->err, "read");
  }
  if (message->rkt == nullptr) {
    return KafkaStatus(message->err, "read");
  }
  polled.record.from = {rd_kafka_topic_name(message->rkt), message->partition};
  polled.record.offset = message->offset;
  return polled;
}

absl::Status KafkaConsumer::Pause(absl::Span<const TopicPartition> partitions) {
  const PartitionList list = ToList(partitions);
  RETURN_IF_ERROR(KafkaStatus(rd_kafka_pause_partitions(client_.get(), list.get()), "pause"));
  return FirstError(*list, "pause");
}

absl::Status KafkaConsumer::Resume(absl::Span<const TopicPartition> partitions) {
  const PartitionList list = ToList(partitions);
  RETURN_IF_ERROR(KafkaStatus(rd_kafka_resume_partitions(client_.get(), list.get()), "resume"));
  return FirstError(*list, "resume");
}

absl::Status KafkaConsumer::Seek(const LogPosition& position, absl::Duration timeout) {
  const PartitionList list(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(list.get(), position.partition.topic.c_str(),
                                    position.partition.partition)
      ->offset = position.offset;
  const KafkaOwned<rd_kafka_error_t> error(
      rd_kafka_seek_partitions(client_.get(), list.get(), Milliseconds(timeout)));
  if (error == nullptr && FirstError(*list, "seek").ok()) {
    return absl::OkStatus();
  }
  // A partition that is not being read, as after kOutOfRange, takes no seek: it is taken anew.
  list->elems[0].offset = position.offset;
  list->elems[0].err = RD_KAFKA_RESP_ERR_NO_ERROR;
  KafkaOwned<rd_kafka_error_t> failed(rd_kafka_incremental_unassign(client_.get(), list.get()));
  if (failed == nullptr) {
    failed.reset(rd_kafka_incremental_assign(client_.get(), list.get()));
  }
  return failed == nullptr ? absl::OkStatus()
                           : KafkaStatus(rd_kafka_error_string(failed.get()), "seek");
}

absl::StatusOr<std::vector<LogPosition>> KafkaConsumer::Committed(
    absl::Span<const TopicPartition> partitions, absl::Duration timeout) {
  const PartitionList list = ToList(partitions);
  RETURN_IF_ERROR(KafkaStatus(rd_kafka_committed(client_.get(), list.get(), Milliseconds(timeout)),
                              "read positions"));
  RETURN_IF_ERROR(FirstError(*list, "read positions"));
  return ToPositions(*list);
}

absl::StatusOr<LogRange> KafkaConsumer::Range(const TopicPartition& partition,
                                              absl::Duration timeout) {
  LogRange range;
  const absl::Time deadline = absl::Now() + timeout;
  while (true) {
    const rd_kafka_resp_err_t error = rd_kafka_query_watermark_offsets(
        client_.get(), partition.topic.c_str(), partition.partition, &range.begin, &range.end,
        Milliseconds(deadline - absl::Now()));
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
      return range;
    }
    // The client asks the leader that it knows, and hears of another one only when it is told to look.
    const rd_kafka_metadata_t* found = nullptr;
    rd_kafka_metadata(client_.get(), /*all_topics=*/0, nullptr, &found,
                      Milliseconds(kCommittedTimeout));
    if (found != nullptr) {
      rd_kafka_metadata_destroy(found);
    }
    if (error != RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION ||
        absl::Now() + kNewLeader >= deadline) {
      return KafkaStatus(error, absl::StrCat("ask for the end of ", partition.topic));
    }
    absl::SleepFor(kNewLeader);
  }
}

int64_t KafkaConsumer::KnownEnd(const TopicPartition& partition) {
  int64_t begin = 0;
  int64_t end = 0;
  rd_kafka_get_watermark_offsets(client_.get(), partition.topic.c_str(), partition.partition,
                                 &begin, &end);
  return std::max<int64_t>(0, end);
}

absl::StatusOr<TopicFacts> KafkaConsumer::Facts(const std::string& topic, absl::Duration timeout) {
  const std::unique_ptr<char, void (*)(void*)> cluster(
      rd_kafka_clusterid(client_.get(), Milliseconds(timeout)), &std::free);
  if (cluster == nullptr) {
    return KafkaStatus(RD_KAFKA_RESP_ERR__TIMED_OUT, "ask for the cluster's id");
  }
  const KafkaOwned<rd_kafka_topic_t> handle(
      rd_kafka_topic_new(client_.get(), topic.c_str(), nullptr));
  const rd_kafka_metadata_t* found = nullptr;
  const std::string what = absl::StrCat("ask for the partitions of ", topic);
  RETURN_IF_ERROR(KafkaStatus(rd_kafka_metadata(client_.get(), /*all_topics=*/0, handle.get(),
                                                &found, Milliseconds(timeout)),
                              what));
  const KafkaOwned<const rd_kafka_metadata_t> metadata(found);
  if (metadata->topic_cnt != 1) {
    return KafkaStatus(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, what);
  }
  RETURN_IF_ERROR(KafkaStatus(metadata->topics[0].err, what));
  return TopicFacts{cluster.get(), metadata->topics[0].partition_cnt};
}

absl::StatusOr<KafkaOwned<rd_kafka_consumer_group_metadata_t>> KafkaConsumer::GroupMetadata() {
  KafkaOwned<rd_kafka_consumer_group_metadata_t> group(
      rd_kafka_consumer_group_metadata(client_.get()));
  if (group == nullptr) {
    return KafkaStatus("not a member", "group");
  }
  return group;
}

}  // namespace standpoint
