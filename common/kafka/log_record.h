// Changes of the stores as records of the topic of analyses; docs/formats/log.md.

#ifndef STANDPOINT_COMMON_KAFKA_LOG_RECORD_H_
#define STANDPOINT_COMMON_KAFKA_LOG_RECORD_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/kafka/kafka_record.h"
#include "standpoint/internal/v1/commit.pb.h"

namespace standpoint {

// The format that LogRecord.format_version names.
inline constexpr int kLogFormatVersion = 1;

// Each goes to the partition of its document in `topic`, which has `partitions`. Errors: INVALID_FIELD for a malformed name;
// RESOURCE_EXHAUSTED, reason RECORD_TOO_LARGE.
absl::StatusOr<LogWrite> CommitRecord(const internal::v1::AnalyzedDocument& document,
                                      absl::string_view topic, int partitions);
absl::StatusOr<LogWrite> RemovalRecord(absl::string_view document, int64_t revision,
                                       absl::string_view topic, int partitions);

// One for each partition.
absl::StatusOr<std::vector<LogWrite>> CorpusRemovalRecords(absl::string_view corpus,
                                                           int64_t revision, bool reclaim,
                                                           absl::string_view topic, int partitions);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_KAFKA_LOG_RECORD_H_
