// How RocksDB is set up for the store's families.

#ifndef STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_SETTINGS_H_
#define STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_SETTINGS_H_

#include <vector>

#include "rocksdb/db.h"
#include "rocksdb/options.h"
#include "store/engine/rocksdb/rocksdb_options.h"

namespace standpoint {

rocksdb::DBOptions MakeDbOptions(const RocksDbEngineOptions& options);

// RocksDB's default family (empty, but it insists on it), then one descriptor per family, in the
// order of kFamilies. All share one block cache.
std::vector<rocksdb::ColumnFamilyDescriptor> MakeFamilyDescriptors(
    const RocksDbEngineOptions& options, rocksdb::DBOptions* db_options);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_SETTINGS_H_
