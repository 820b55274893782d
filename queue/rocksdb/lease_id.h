// The name of a lease: opaque to workers, read back by the queue that gave it.

#ifndef STANDPOINT_QUEUE_ROCKSDB_LEASE_ID_H_
#define STANDPOINT_QUEUE_ROCKSDB_LEASE_ID_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// Which opening of the queue, which item, which of its leases: no two leases ever share all three.
struct LeaseId {
  uint64_t open_number = 0;
  uint64_t sequence = 0;
  uint64_t lease_number = 0;

  friend bool operator==(const LeaseId&, const LeaseId&) = default;
};

std::string FormatLeaseId(const LeaseId& id);

// Nothing when `text` is not what FormatLeaseId writes.
std::optional<LeaseId> ParseLeaseId(absl::string_view text);

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_ROCKSDB_LEASE_ID_H_
