// Whether a database is whole: for tests, and for who suspects his disk.

#ifndef STANDPOINT_STORE_CHECK_CONSISTENCY_H_
#define STANDPOINT_STORE_CHECK_CONSISTENCY_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "store/engine/engine.h"

namespace standpoint {

// What was found. The database is whole when there are no problems.
struct ConsistencyReport {
  int64_t documents = 0;
  int64_t tombstones = 0;
  int64_t claims = 0;
  int64_t stances = 0;
  int64_t index_entries = 0;
  // One sentence each, with the document's name where it is known; at most 100.
  std::vector<std::string> problems;
};

// Reads everything once: every document must have all its claims, stances, its text and its index
// entries, no key may belong to nothing, and the counts of each corpus must be right. Memory stays
// that of one document. Errors: INTERNAL on a broken disk; a broken value is a problem, not an
// error.
//
// `progress` is told after each document how many there were; its error ends the check. Empty: nobody
// looks.
absl::StatusOr<ConsistencyReport> CheckConsistency(
    const Snapshot& snapshot, const std::function<absl::Status(int64_t)>& progress = {});

}  // namespace standpoint

#endif  // STANDPOINT_STORE_CHECK_CONSISTENCY_H_
