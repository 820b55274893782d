// The engine on a disk.

#ifndef STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_ENGINE_H_
#define STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_ENGINE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "store/engine/engine.h"
#include "store/engine/rocksdb/rocksdb_options.h"

namespace standpoint {

// Opens the database in `path`, which is created when it is not there.
// Errors: FAILED_PRECONDITION, reason STORAGE_LOCKED, when another process has it open; INTERNAL,
// reason STORAGE_FAILURE, when it cannot be opened or is corrupt.
absl::StatusOr<std::unique_ptr<Engine>> OpenRocksDbEngine(const std::string& path,
                                                          const RocksDbEngineOptions& options = {});

}  // namespace standpoint

#endif  // STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_ENGINE_H_
