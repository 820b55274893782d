// Reads the log: as a member of a group, or the partitions that it is told.

#ifndef STANDPOINT_COMMON_KAFKA_KAFKA_CONSUMER_H_
#define STANDPOINT_COMMON_KAFKA_KAFKA_CONSUMER_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/kafka/kafka_handle.h"
#include "common/kafka/kafka_properties.h"
#include "common/kafka/kafka_record.h"

namespace standpoint {

// Told about partitions of the group, on the thread that polls.
class PartitionOwner {
 public:
  virtual ~PartitionOwner() = default;

  // They come, each with the position that the group committed, or kFromBeginning; reading begins there.
  virtual void Assigned(const std::vector<LogPosition>& positions) = 0;
  // They go when this returns; nothing of them can be committed afterwards. `lost`: they are gone already.
  virtual void Revoked(const std::vector<TopicPartition>& partitions, bool lost) = 0;
};

struct ConsumerOptions {
  KafkaProperties properties;  // of ReadKafkaProperties
  std::string group;           // empty: no member of any
  absl::Duration session_timeout = absl::Seconds(15);
  int64_t fetched_ahead_bytes = 16 << 20;  // of records that the client holds and nobody polled yet
  // False: Range gives the end of all records, those of transactions under way included.
  bool committed_only = true;
};

// What Poll found.
struct Polled {
  enum Kind {
    kRecord,  // `record`
    kEnd,     // of a partition, for now: `record.from` and `record.offset`, the next one to come
    kOutOfRange,  // what was to be read in `record.from` is not there: older than the log, or beyond its end. Seek goes on.
  };
  Kind kind = kRecord;
  LogRead record;
};

// The first and the next offset of a partition, of committed records.
struct LogRange {
  int64_t begin = 0;
  int64_t end = 0;
};

// What tells a topic from another of the same name.
struct TopicFacts {
  std::string cluster_id;  // the brokers' own name of themselves together
  int partition_count = 0;
};

// Reads committed records only. Positions are committed by TransactionalProducer. Errors of all functions: UNAVAILABLE, reason
// KAFKA_UNAVAILABLE.
// Threads: Poll, Pause, Resume, Seek, Subscribe and Assign one at a time; the others are safe.
class KafkaConsumer {
 public:
  // `owner` (null: none) outlives it. Errors: INVALID_FIELD for properties that are not taken.
  static absl::StatusOr<std::unique_ptr<KafkaConsumer>> Create(ConsumerOptions options,
                                                               PartitionOwner* owner = nullptr);
  // Leaves the group, with calls of Revoked. May take some seconds.
  ~KafkaConsumer();

  KafkaConsumer(const KafkaConsumer&) = delete;
  KafkaConsumer& operator=(const KafkaConsumer&) = delete;

  // Joins the group for these topics.
  absl::Status Subscribe(absl::Span<const std::string> topics);
  // Reads exactly these partitions from now on.
  absl::Status Assign(absl::Span<const LogPosition> positions);

  // The next thing, or nothing after `wait`. Must be called at least every few minutes. Errors do not end anything: poll on.
  absl::StatusOr<std::optional<Polled>> Poll(absl::Duration wait);

  absl::Status Pause(absl::Span<const TopicPartition> partitions);
  absl::Status Resume(absl::Span<const TopicPartition> partitions);
  absl::Status Seek(const LogPosition& position, absl::Duration timeout);

  // What the group has committed; offset kFromBeginning where it has not.
  absl::StatusOr<std::vector<LogPosition>> Committed(absl::Span<const TopicPartition> partitions,
                                                     absl::Duration timeout);
  absl::StatusOr<LogRange> Range(const TopicPartition& partition, absl::Duration timeout);

  absl::StatusOr<TopicFacts> Facts(const std::string& topic, absl::Duration timeout);

  // The end of a partition as of the last fetch, open transactions included; 0 while nothing is known.
  int64_t KnownEnd(const TopicPartition& partition);

  // This member, for TransactionalProducer. Errors: UNAVAILABLE while it is none.
  absl::StatusOr<KafkaOwned<rd_kafka_consumer_group_metadata_t>> GroupMetadata();

 private:
  explicit KafkaConsumer(PartitionOwner* owner) : owner_(owner) {}

  static void OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t error,
                          rd_kafka_topic_partition_list_t* partitions, void* opaque);
  void Take(rd_kafka_topic_partition_list_t* partitions);

  PartitionOwner* const owner_;
  std::atomic<bool> closing_ = false;
  KafkaOwned<rd_kafka_t> client_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_KAFKA_KAFKA_CONSUMER_H_
