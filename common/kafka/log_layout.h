// Where things lie in the log of a cluster: topics, the partition of a document, the shard of a partition. docs/formats/log.md.
// What is computed here never changes: a store that was written with one rule cannot be read with another.

#ifndef STANDPOINT_COMMON_KAFKA_LOG_LAYOUT_H_
#define STANDPOINT_COMMON_KAFKA_LOG_LAYOUT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/text/resource_name.h"

namespace standpoint {

// Names of topics and groups.
struct LogTopics {
  std::string documents;      // documents that wait for analysis
  std::string retry;          // those that failed and are tried again
  std::string dead;           // those that were given up; one partition
  std::string analyses;       // what the stores apply: internal::v1::LogRecord
  std::string workers_group;  // the group of the workers
};

LogTopics TopicsOf(absl::string_view prefix);

// Bytes of a document's ref: the first ones of the SHA-256 of its id (the last segment of its name). All that a store knows of a
// document that was removed.
inline constexpr size_t kDocumentRefBytes = 8;

// The partition of a document in a topic of `partitions` partitions, at least 1. `ref`: of kDocumentRefBytes bytes.
int PartitionOfRef(absl::string_view corpus, absl::string_view ref, int partitions);
int PartitionOf(const DocumentName& document, int partitions);

// The shard, of `shards`, that holds a partition of the analyses: every `shards`-th partition, beginning with the shard's number.
// Requires 1 <= shards <= number of partitions.
int ShardOf(int partition, int shards);
std::vector<int> PartitionsOf(int shard, int shards, int partitions);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_KAFKA_LOG_LAYOUT_H_
