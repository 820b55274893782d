// Whether the files of a database are as they were written.

#ifndef STANDPOINT_COMMON_STORAGE_DATABASE_FILES_H_
#define STANDPOINT_COMMON_STORAGE_DATABASE_FILES_H_

#include <string>

#include "absl/status/status.h"

namespace standpoint {

// Errors: FAILED_PRECONDITION, reason STORAGE_LOCKED, when another process has the RocksDB in `directory` open.
absl::Status CheckNotOpen(const std::string& directory);

// Reads every file of the RocksDB in `directory` and compares it with its checksums, without a change; no process may have
// it open. Errors: DATA_LOSS, reason DATA_DAMAGED.
absl::Status VerifyDatabaseFiles(const std::string& directory);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_STORAGE_DATABASE_FILES_H_
