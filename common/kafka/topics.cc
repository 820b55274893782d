#include "common/kafka/topics.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/kafka/kafka_handle.h"
#include "common/kafka/kafka_status.h"
#include "common/kafka/log_layout.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

constexpr absl::Duration kLookAgain = absl::Milliseconds(100);

struct Topic {
  std::string name;
  int partitions = 1;
  KafkaProperties properties;
};

std::vector<Topic> Wanted(const internal::v1::KafkaConfig& settings) {
  const LogTopics names = TopicsOf(settings.topic_prefix());
  KafkaProperties all = {
      {"min.insync.replicas", absl::StrCat(settings.min_insync_replicas())},
      // Kafka counts what it puts around the records as well.
      {"max.message.bytes", absl::StrCat(settings.max_record_bytes() + (16 << 10))}};
  KafkaProperties aged = all;
  aged["cleanup.policy"] = "delete";
  aged["retention.ms"] =
      absl::StrCat(absl::ToInt64Milliseconds(ToAbslDuration(settings.retention())));
  KafkaProperties dead = all;
  dead["cleanup.policy"] = "compact";
  dead["flush.messages"] = "1";
  return {{names.documents, settings.document_partitions(), aged},
          {names.retry, settings.retry_partitions(), aged},
          {names.dead, 1, dead},
          {names.analyses, settings.analysis_partitions(), aged}};
}

// Those of the wanted topics that the brokers do not know. Errors: LOG_MISMATCH; UNAVAILABLE while a partition has no leader.
absl::StatusOr<std::vector<Topic>> Missing(rd_kafka_t* client, const std::vector<Topic>& wanted,
                                           int timeout_ms) {
  const rd_kafka_metadata_t* found = nullptr;
  RETURN_IF_ERROR(KafkaStatus(
      rd_kafka_metadata(client, /*all_topics=*/1, nullptr, &found, timeout_ms), "ask for topics"));
  const KafkaOwned<const rd_kafka_metadata_t> owned(found);
  std::vector<Topic> missing;
  for (const Topic& topic : wanted) {
    const rd_kafka_metadata_topic_t* known = nullptr;
    for (int i = 0; i < found->topic_cnt; ++i) {
      if (topic.name == found->topics[i].topic) {
        known = &found->topics[i];
      }
    }
    if (known == nullptr || known->err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) {
      missing.push_back(topic);
      continue;
    }
    RETURN_IF_ERROR(KafkaStatus(known->err, topic.name));
    if (known->partition_cnt != topic.partitions) {
      return MakeError(absl::StatusCode::kFailedPrecondition, "LOG_MISMATCH",
                       absl::StrCat("topic ", topic.name, " has ", known->partition_cnt,
                                    " partitions; the settings say ", topic.partitions));
    }
    for (int i = 0; i < known->partition_cnt; ++i) {
      if (known->partitions[i].leader < 0) {
        return KafkaStatus("no leader", topic.name);
      }
    }
  }
  return missing;
}

absl::Status Create(rd_kafka_t* client, const std::vector<Topic>& topics, int copies,
                    int timeout_ms) {
  std::vector<KafkaOwned<rd_kafka_NewTopic_t>> owned;
  std::vector<rd_kafka_NewTopic_t*> request;
  char why[512];
  for (const Topic& topic : topics) {
    owned.emplace_back(
        rd_kafka_NewTopic_new(topic.name.c_str(), topic.partitions, copies, why, sizeof why));
    if (owned.back() == nullptr) {
      return KafkaStatus(why, topic.name);
    }
    for (const auto& [key, value] : topic.properties) {
      rd_kafka_NewTopic_set_config(owned.back().get(), key.c_str(), value.c_str());
    }
    request.push_back(owned.back().get());
  }
  const KafkaOwned<rd_kafka_queue_t> queue(rd_kafka_queue_new(client));
  rd_kafka_CreateTopics(client, request.data(), request.size(), nullptr, queue.get());
  const KafkaOwned<rd_kafka_event_t> event(rd_kafka_queue_poll(queue.get(), timeout_ms));
  if (event == nullptr) {
    return KafkaStatus(RD_KAFKA_RESP_ERR__TIMED_OUT, "make topics");
  }
  RETURN_IF_ERROR(KafkaStatus(rd_kafka_event_error(event.get()), "make topics"));
  size_t count = 0;
  const rd_kafka_topic_result_t** results =
      rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event.get()), &count);
  for (size_t i = 0; i < count; ++i) {
    const rd_kafka_resp_err_t error = rd_kafka_topic_result_error(results[i]);
    if (error != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) {
      RETURN_IF_ERROR(
          KafkaStatus(error, absl::StrCat("make ", rd_kafka_topic_result_name(results[i]))));
    }
  }
  return absl::OkStatus();
}

// Makes what is missing. OK: all is there.
absl::Status EnsureOnce(rd_kafka_t* client, const std::vector<Topic>& wanted, int copies,
                        int timeout_ms) {
  ASSIGN_OR_RETURN(std::vector<Topic> missing, Missing(client, wanted, timeout_ms));
  if (missing.empty()) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(Create(client, missing, copies, timeout_ms));
  ASSIGN_OR_RETURN(missing, Missing(client, wanted, timeout_ms));
  return missing.empty() ? absl::OkStatus() : KafkaStatus("not there yet", missing.front().name);
}

}  // namespace

absl::Status EnsureTopics(const internal::v1::KafkaConfig& settings,
                          const KafkaProperties& properties, absl::Duration timeout) {
  ASSIGN_OR_RETURN(const KafkaOwned<rd_kafka_t> client,
                   NewKafkaHandle(RD_KAFKA_PRODUCER, properties));
  const std::vector<Topic> wanted = Wanted(settings);
  const absl::Time deadline = absl::Now() + timeout;
  absl::Mutex mu;
  absl::MutexLock lock(&mu);
  while (true) {
    const auto left = std::max<int64_t>(1, absl::ToInt64Milliseconds(deadline - absl::Now()));
    const absl::Status done = EnsureOnce(client.get(), wanted, settings.replication_factor(),
                                         static_cast<int>(std::min<int64_t>(left, 10'000)));
    if (!absl::IsUnavailable(done) || absl::Now() + kLookAgain >= deadline) {
      return done;
    }
    const bool never = false;
    mu.AwaitWithTimeout(absl::Condition(&never), kLookAgain);
  }
}

}  // namespace standpoint
