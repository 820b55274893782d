#include "common/kafka/transactional_producer.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/kafka/kafka_status.h"
#include "common/kafka/pieces.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr absl::Duration kBeforeAbort = absl::Seconds(1);
constexpr absl::Duration kForAbort = absl::Seconds(5);

int Milliseconds(absl::Duration duration) {
  return static_cast<int>(
      std::max<int64_t>(1, absl::ToInt64Milliseconds(std::min(duration, absl::Hours(1)))));
}

// Calls `step` as long as it says that a repeat may help.
KafkaOwned<rd_kafka_error_t> Repeat(absl::Time deadline,
                                    absl::FunctionRef<rd_kafka_error_t*(int timeout_ms)> step) {
  while (true) {
    KafkaOwned<rd_kafka_error_t> error(step(Milliseconds(deadline - absl::Now())));
    if (error == nullptr || !rd_kafka_error_is_retriable(error.get()) || absl::Now() >= deadline) {
      return error;
    }
  }
}

absl::Status ToStatus(const KafkaOwned<rd_kafka_error_t>& error, absl::string_view what) {
  return error == nullptr ? absl::OkStatus()
                          : KafkaStatus(rd_kafka_error_string(error.get()), what);
}

void OnDelivery(rd_kafka_t* /*client*/, const rd_kafka_message_t* message, void* /*opaque*/) {
  *static_cast<int64_t*>(message->_private) = message->offset;
}

}  // namespace

absl::StatusOr<std::unique_ptr<TransactionalProducer>> TransactionalProducer::Create(
    ProducerOptions options) {
  KafkaProperties& set = options.properties;
  const std::string milliseconds = absl::StrCat(Milliseconds(options.timeout));
  set["transactional.id"] = options.transactional_id;
  set["transaction.timeout.ms"] = milliseconds;
  set["message.timeout.ms"] = milliseconds;
  set["message.max.bytes"] = absl::StrCat(options.max_record_bytes);
  set.emplace("linger.ms", "5");
  set.emplace("compression.codec", "zstd");
  std::unique_ptr<TransactionalProducer> producer(new TransactionalProducer(std::move(options)));
  absl::MutexLock lock(&producer->mu_);
  ASSIGN_OR_RETURN(
      producer->client_,
      NewKafkaHandle(RD_KAFKA_PRODUCER, producer->options_.properties, [](rd_kafka_conf_t* conf) {
        rd_kafka_conf_set_dr_msg_cb(conf, &OnDelivery);
      }));
  return producer;
}

TransactionalProducer::~TransactionalProducer() = default;

absl::StatusOr<std::vector<int64_t>> TransactionalProducer::Commit(
    std::vector<LogWrite> records, const GroupPositions* positions) {
  std::vector<std::vector<LogWrite>> pieces;
  for (LogWrite& record : records) {
    ASSIGN_OR_RETURN(std::vector<LogWrite> cut,
                     CutIntoPieces(std::move(record), options_.max_record_bytes));
    pieces.push_back(std::move(cut));
  }
  absl::MutexLock lock(&mu_);
  RETURN_IF_ERROR(Begin());
  const absl::Time deadline = absl::Now() + options_.timeout;
  std::vector<std::vector<int64_t>> offsets(pieces.size());  // filled in as they are delivered
  absl::Status status;
  for (size_t i = 0; i < pieces.size(); ++i) {
    offsets[i].resize(pieces[i].size());
    for (size_t j = 0; status.ok() && j < pieces[i].size(); ++j) {
      status = Write(pieces[i][j], offsets[i][j], deadline);
    }
  }
  if (status.ok()) {
    status = End(positions, deadline);
  }
  if (!status.ok()) {
    Abort();
    return status;
  }
  std::vector<int64_t> last;
  for (const std::vector<int64_t>& of_record : offsets) {
    last.push_back(of_record.back());
  }
  return last;
}

absl::Status TransactionalProducer::Begin() {
  if (client_ == nullptr) {
    initialized_ = false;
    ASSIGN_OR_RETURN(
        client_, NewKafkaHandle(RD_KAFKA_PRODUCER, options_.properties, [](rd_kafka_conf_t* conf) {
          rd_kafka_conf_set_dr_msg_cb(conf, &OnDelivery);
        }));
  }
  if (!initialized_) {
    const auto error =
        Repeat(absl::Now() + options_.timeout, [client = client_.get()](int timeout_ms) {
          return rd_kafka_init_transactions(client, timeout_ms);
        });
    if (error != nullptr && !rd_kafka_error_is_retriable(error.get())) {
      client_.reset();
    }
    RETURN_IF_ERROR(ToStatus(error, "begin to write"));
    initialized_ = true;
  }
  const KafkaOwned<rd_kafka_error_t> error(rd_kafka_begin_transaction(client_.get()));
  if (error != nullptr) {
    client_.reset();
  }
  return ToStatus(error, "begin a transaction");
}

absl::Status TransactionalProducer::Write(const LogWrite& record, int64_t& offset,
                                          absl::Time deadline) {
  KafkaOwned<rd_kafka_headers_t> headers(rd_kafka_headers_new(record.headers.size()));
  for (const auto& [name, value] : record.headers) {
    rd_kafka_header_add(headers.get(), name.data(), static_cast<ssize_t>(name.size()), value.data(),
                        static_cast<ssize_t>(value.size()));
  }
  void* value = record.value ? const_cast<char*>(record.value->data()) : nullptr;
  const size_t value_size = record.value ? record.value->size() : 0;
  while (true) {
    rd_kafka_headers_t* given = rd_kafka_headers_copy(headers.get());
    const rd_kafka_resp_err_t error = rd_kafka_producev(
        client_.get(), RD_KAFKA_V_TOPIC(record.to.topic.c_str()),
        RD_KAFKA_V_PARTITION(record.to.partition), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_KEY(record.key.data(), record.key.size()), RD_KAFKA_V_VALUE(value, value_size),
        RD_KAFKA_V_HEADERS(given), RD_KAFKA_V_OPAQUE(&offset), RD_KAFKA_V_END);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
      return absl::OkStatus();
    }
    rd_kafka_headers_destroy(given);
    if (error != RD_KAFKA_RESP_ERR__QUEUE_FULL || absl::Now() >= deadline) {
      return KafkaStatus(error, absl::StrCat("write to ", record.to.topic));
    }
    rd_kafka_poll(client_.get(), 100);
  }
}

absl::Status TransactionalProducer::End(const GroupPositions* positions, absl::Time deadline) {
  if (positions != nullptr && !positions->positions.empty()) {
    KafkaOwned<rd_kafka_topic_partition_list_t> list(
        rd_kafka_topic_partition_list_new(static_cast<int>(positions->positions.size())));
    for (const LogPosition& position : positions->positions) {
      rd_kafka_topic_partition_t* entry = rd_kafka_topic_partition_list_add(
          list.get(), position.partition.topic.c_str(), position.partition.partition);
      entry->offset = position.offset;
      if (!position.metadata.empty()) {
        // librdkafka frees it.
        entry->metadata = strdup(position.metadata.c_str());
        entry->metadata_size = position.metadata.size();
      }
    }
    const auto error = Repeat(deadline, [&, client = client_.get()](int timeout_ms) {
      return rd_kafka_send_offsets_to_transaction(client, list.get(), positions->group.get(),
                                                  timeout_ms);
    });
    RETURN_IF_ERROR(ToStatus(error, "commit positions"));
  }
  const auto error = Repeat(deadline, [client = client_.get()](int timeout_ms) {
    return rd_kafka_commit_transaction(client, timeout_ms);
  });
  return ToStatus(error, "commit a transaction");
}

void TransactionalProducer::Abort() {
  if (client_ == nullptr) {
    return;
  }
  // The coordinator must know of the transaction before it can be asked to end it.
  rd_kafka_flush(client_.get(), Milliseconds(kBeforeAbort));
  Repeat(absl::Now() + kForAbort, [client = client_.get()](int timeout_ms) {
    return rd_kafka_abort_transaction(client, timeout_ms);
  });
  client_.reset();
}

}  // namespace standpoint
