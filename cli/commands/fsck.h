// `standpoint fsck`: whether the data is whole.

#ifndef STANDPOINT_CLI_COMMANDS_FSCK_H_
#define STANDPOINT_CLI_COMMANDS_FSCK_H_

#include <string>

#include "cli/client/connection.h"
#include "cli/console/console.h"

namespace standpoint {

struct FsckOptions {
  std::string data;     // a data directory that no server has open; empty: a server's
  bool digest = false;  // digests of the records instead of checks
  bool json = false;
};

// Of the servers. kIncomplete when there are problems.
ExitCode Fsck(const FsckOptions& options, Connection& connection, Console& console);

// Of `options.data`, without a server and without a change.
ExitCode Fsck(const FsckOptions& options, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_FSCK_H_
