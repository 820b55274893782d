// Bytes of the queue's keys and values on disk; docs/formats/queue.md describes them.

#ifndef STANDPOINT_QUEUE_ROCKSDB_RECORD_FORMAT_H_
#define STANDPOINT_QUEUE_ROCKSDB_RECORD_FORMAT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "queue/work_queue.h"

namespace standpoint {

// Written by this code. A directory with a higher version is refused, a lower one is read.
inline constexpr uint64_t kQueueFormatVersion = 1;

// What is known of a live item without its payload; small, so that opening reads all of them.
struct ItemRecord {
  int64_t enqueue_micros = 0;     // since the Unix epoch
  uint32_t size_bytes = 0;        // of the payload
  uint32_t attempts = 0;          // leases handed out and not released
  int64_t not_before_micros = 0;  // end of the back-off; 0: none

  friend bool operator==(const ItemRecord&, const ItemRecord&) = default;
};

// A dead letter; its payload stays under the sequence number that it had as an item.
struct DeadLetterRecord {
  uint64_t sequence = 0;
  std::string key;
  std::string reason;
  uint32_t attempts = 0;
  int64_t enqueue_micros = 0;
  int64_t dead_micros = 0;
  uint32_t size_bytes = 0;

  friend bool operator==(const DeadLetterRecord&, const DeadLetterRecord&) = default;
};

// Numbers (sequence, dead letter id, counters): 8 bytes, big-endian, so that they sort by value.
std::string EncodeNumber(uint64_t number);
std::string EncodeItem(const ItemRecord& record);
std::string EncodePayload(const WorkItem& item);
std::string EncodeDeadLetter(const DeadLetterRecord& record);

// Errors: DATA_LOSS, reason QUEUE_CORRUPT, when the bytes are not what the encoder writes.
absl::StatusOr<uint64_t> DecodeNumber(absl::string_view bytes);
absl::StatusOr<ItemRecord> DecodeItem(absl::string_view bytes);
absl::StatusOr<WorkItem> DecodePayload(absl::string_view bytes);
absl::StatusOr<DeadLetterRecord> DecodeDeadLetter(absl::string_view bytes);

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_ROCKSDB_RECORD_FORMAT_H_
