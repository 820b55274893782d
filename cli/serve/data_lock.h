// One server per data folder.

#ifndef STANDPOINT_CLI_SERVE_DATA_LOCK_H_
#define STANDPOINT_CLI_SERVE_DATA_LOCK_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace standpoint {

// Holds a folder until it is destroyed or the process ends, whichever way.
class DataLock {
 public:
  // Creates `directory` with its parents, and locks the file `lock` in it.
  // Errors: FAILED_PRECONDITION, DATA_IN_USE, with the process that has it; INVALID_ARGUMENT,
  // WRONG_USAGE, when the folder cannot be made or written.
  static absl::StatusOr<std::unique_ptr<DataLock>> Acquire(const std::string& directory);
  ~DataLock();

  DataLock(const DataLock&) = delete;
  DataLock& operator=(const DataLock&) = delete;

 private:
  explicit DataLock(int fd) : fd_(fd) {}

  const int fd_;
};

}  // namespace standpoint

#endif  // STANDPOINT_CLI_SERVE_DATA_LOCK_H_
