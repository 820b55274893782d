#include "ingest/service/log_side.h"

#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/kafka/log_layout.h"
#include "common/rpc/channel.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/sha256.h"
#include "common/time/proto_time.h"
#include "ingest/outbox/store_replicas.h"
#include "queue/kafka/log_queue_settings.h"
#include "store/client/replica_client.h"

namespace standpoint {
namespace {

// The same after a restart, so that a transaction which a crash left open is ended at once.
std::string WriterName(const std::string& data) {
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  std::error_code error;
  const std::string path = std::filesystem::absolute(data, error).string();
  const std::string digest = Sha256::Hex(Sha256::Of(absl::StrCat(host, ":", path)));
  return absl::StrCat("ingest.", digest.substr(0, 16));
}

}  // namespace

absl::StatusOr<std::unique_ptr<LogSide>> LogSide::Build(
    const internal::v1::IngestServerConfig& settings, StoreClient& reader, Metrics& metrics) {
  const internal::v1::KafkaConfig& kafka = settings.kafka();
  if (settings.outbox().replicas().empty()) {
    return InvalidField("outbox.replicas", "must name the replicas of all shards");
  }
  std::unique_ptr<LogSide> side(new LogSide(metrics));
  side->options_.max_sent = settings.outbox().max_sent();
  side->options_.resend_after = ToAbslDuration(settings.outbox().resend_after());
  const std::string writer = WriterName(settings.data());
  ASSIGN_OR_RETURN(LogQueueOptions queue, ToLogQueueOptions(kafka, writer));
  ASSIGN_OR_RETURN(side->log_, KafkaDocumentLog::Create(
                                   {.properties = queue.properties,
                                    .transactional_id = absl::StrCat(queue.writer, ".documents"),
                                    .timeout = queue.delivery_timeout,
                                    .max_record_bytes = queue.max_record_bytes},
                                   queue.topics, queue.group, queue.prepare));
  ASSIGN_OR_RETURN(side->letters_, OpenLogQueue(std::move(queue)));
  std::vector<std::unique_ptr<ReplicaClient>> replicas;
  for (const std::string& address : settings.outbox().replicas()) {
    replicas.push_back(NewReplicaClient(Connect(address, {})));
  }
  side->stores_ = std::make_unique<StoreReplicas>(std::move(replicas), kafka.analysis_partitions());
  side->store_ = std::make_unique<LogStore>(
      LogStoreOptions{.topic = TopicsOf(kafka.topic_prefix()).analyses,
                      .partitions = kafka.analysis_partitions()},
      [log = side->log_.get()](std::vector<LogWrite> records) {
        return log->WriteRecords(std::move(records));
      },
      *side->stores_, reader);
  return side;
}

std::unique_ptr<WorkQueue> LogSide::MakeOutbox(std::unique_ptr<WorkQueue> local) {
  auto outbox = std::make_unique<Outbox>(options_, std::move(local), *log_, *letters_, *stores_);
  const auto total = [&](const char* name, const char* help, int64_t OutboxStats::*count) {
    readings_.push_back(metrics_.ReadCounter(name, help, {}, [outbox = outbox.get(), count] {
      return static_cast<double>(outbox->OutboxCounts().*count);
    }));
  };
  total("standpoint_outbox_resent_total", "Documents sent again because they were missing.",
        &OutboxStats::resent_total);
  total("standpoint_outbox_confirmed_total", "Documents that all stores have.",
        &OutboxStats::confirmed_total);
  readings_.push_back(metrics_.ReadGauge(
      "standpoint_outbox_settled",
      "Documents that a replica has and that are kept for one that is away.", {},
      [outbox = outbox.get()] { return static_cast<double>(outbox->OutboxCounts().settled); }));
  return outbox;
}

}  // namespace standpoint
