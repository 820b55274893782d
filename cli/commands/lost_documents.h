// Whether what was acknowledged is somewhere.

#ifndef STANDPOINT_CLI_COMMANDS_LOST_DOCUMENTS_H_
#define STANDPOINT_CLI_COMMANDS_LOST_DOCUMENTS_H_

#include <string>

#include "absl/status/status.h"
#include "standpoint/v1/operation.pb.h"

namespace standpoint {

// Adds a problem to `report` for each document that the register in `data` has as taken in and that neither the store
// nor the queue, dead letters included, knows of as of that revision; the first 100 by name, then their count. The three
// folders must be there and open nowhere. Errors: of reading them.
absl::Status FindLostDocuments(const std::string& data, v1::ConsistencyReport* report);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_LOST_DOCUMENTS_H_
