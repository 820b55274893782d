// Positions of several stores put together, and divided among others.

#ifndef STANDPOINT_STORE_REPLICA_LOG_PARTS_H_
#define STANDPOINT_STORE_REPLICA_LOG_PARTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "store/record/log_state.h"

namespace standpoint {

struct StoreLog {
  std::string store;  // for errors
  LogState log;
};

// The log that all of them are of, with the positions of all. Errors: FAILED_PRECONDITION, reason STORES_MISMATCH, unless they are of
// one log and hold each of its partitions once.
absl::StatusOr<LogState> JoinLogs(const std::vector<StoreLog>& logs);

// What `log` (bound) leaves to shard `shard` of `shards`.
LogState PartOf(const LogState& log, int shard, int shards);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_LOG_PARTS_H_
