#include "queue/rocksdb/queue_settings.h"

#include <string>

#include "common/time/proto_time.h"

namespace standpoint {

RocksDbQueueOptions ToQueueOptions(const internal::v1::QueueConfig& settings,
                                   absl::string_view directory) {
  RocksDbQueueOptions options;
  options.directory = std::string(directory);
  if (settings.has_max_count()) {
    options.max_count = settings.max_count();
  }
  if (settings.has_max_bytes()) {
    options.max_bytes = settings.max_bytes();
  }
  if (settings.has_max_pending_bytes()) {
    options.max_pending_bytes = settings.max_pending_bytes();
  }
  if (settings.has_max_attempts()) {
    options.max_attempts = settings.max_attempts();
  }
  if (settings.has_back_off_initial()) {
    options.back_off.initial = ToAbslDuration(settings.back_off_initial());
  }
  if (settings.has_back_off_cap()) {
    options.back_off.cap = ToAbslDuration(settings.back_off_cap());
  }
  return options;
}

}  // namespace standpoint
