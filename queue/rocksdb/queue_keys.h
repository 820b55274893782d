// What a queue that no process has open still holds.

#ifndef STANDPOINT_QUEUE_ROCKSDB_QUEUE_KEYS_H_
#define STANDPOINT_QUEUE_ROCKSDB_QUEUE_KEYS_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// Calls `visit` with the key of each item and of each dead letter of the queue in `directory`, without a change. Reads
// their payloads. Errors: UNAVAILABLE when it cannot be read; DATA_LOSS, reason QUEUE_CORRUPT.
absl::Status ForEachQueuedKey(const std::string& directory,
                              absl::FunctionRef<void(absl::string_view key)> visit);

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_ROCKSDB_QUEUE_KEYS_H_
