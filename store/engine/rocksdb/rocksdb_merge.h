// Merging what was written lately, before RocksDB would do so by itself.

#ifndef STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_MERGE_H_
#define STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_MERGE_H_

#include <vector>

#include "rocksdb/db.h"

namespace standpoint {

// Flushes the families and merges their files of level 0 into the level below. What RocksDB has begun to merge is left to it.
rocksdb::Status MergeYoungFiles(rocksdb::DB& db,
                                const std::vector<rocksdb::ColumnFamilyHandle*>& families);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_MERGE_H_
