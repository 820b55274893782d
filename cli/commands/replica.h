// `standpoint replica`: what is done to stores of a cluster while no server has them open.

#ifndef STANDPOINT_CLI_COMMANDS_REPLICA_H_
#define STANDPOINT_CLI_COMMANDS_REPLICA_H_

#include <string>
#include <vector>

#include "cli/console/console.h"

namespace standpoint {

struct ReshardStoresOptions {
  std::vector<std::string> from;  // data directories, one replica of each shard
  std::string to;                 // folder of the new ones: TO/shard-0, TO/shard-1, ...
  int shards = 1;
  // Of a single store that was on no log.
  std::string topic_prefix = "standpoint";
  int partitions = 0;
};

// Makes stores for another number of shards.
ExitCode ReshardStores(const ReshardStoresOptions& options, Console& console);

struct RejoinOptions {
  std::string data;
};

// Lets a store apply its log from wherever that begins.
ExitCode RejoinStore(const RejoinOptions& options, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_REPLICA_H_
