// From the settings of a server to the options of its queue.

#ifndef STANDPOINT_QUEUE_ROCKSDB_QUEUE_SETTINGS_H_
#define STANDPOINT_QUEUE_ROCKSDB_QUEUE_SETTINGS_H_

#include "absl/strings/string_view.h"
#include "queue/rocksdb/rocksdb_queue.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// Settings without value take their defaults.
RocksDbQueueOptions ToQueueOptions(const internal::v1::QueueConfig& settings,
                                   absl::string_view directory);

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_ROCKSDB_QUEUE_SETTINGS_H_
