// Stores for another number of shards, made from those that there are.

#ifndef STANDPOINT_STORE_REPLICA_RESHARD_H_
#define STANDPOINT_STORE_REPLICA_RESHARD_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace standpoint {

struct ReshardOptions {
  // Stores' data directories, which no server has open, restored backups for instance: one replica of each shard, so that
  // together they hold every partition once. They are not changed.
  std::vector<std::string> from;
  // One new data directory per new shard, each absent or empty.
  std::vector<std::string> to;
  // Of a single store that was on no log; others bring their own.
  std::string topic;
  int partition_count = 0;
};

// What went where.
struct ReshardReport {
  struct Shard {
    int64_t documents = 0;
    int64_t tombstones = 0;
  };
  std::vector<Shard> shards;  // in the order of `to`
};

// Splits the records of `from` by the partition of their documents, and gives each new store the positions of its partitions:
// it goes on in the log where the old one stood. A store that was on no log begins with the log's first record. What is
// interrupted leaves stores that no server takes (LOG_BINDING_MISSING): begin anew.
//
// `progress` is told after each document how many there were; its error ends the work.
//
// Errors: INVALID_ARGUMENT for options that do not go together; FAILED_PRECONDITION: DATA_IN_USE, DATA_NOT_EMPTY,
// FORMAT_TOO_NEW, STORES_MISMATCH as JoinLogs says; INTERNAL.
absl::StatusOr<ReshardReport> Reshard(const ReshardOptions& options,
                                      const std::function<absl::Status(int64_t)>& progress = {});

}  // namespace standpoint

#endif  // STANDPOINT_STORE_REPLICA_RESHARD_H_
