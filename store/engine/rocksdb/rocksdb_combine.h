// Families that combine values, as RocksDB sees them.

#ifndef STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_COMBINE_H_
#define STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_COMBINE_H_

#include <memory>

#include "rocksdb/compaction_filter.h"
#include "rocksdb/merge_operator.h"
#include "store/chunk/combine.h"

namespace standpoint {

// Reads, flushes and compactions combine with `combine`; a broken value is RocksDB's Corruption.
std::shared_ptr<rocksdb::MergeOperator> MakeMergeOperator(CombineFunction combine);

// Drops empty values at compactions. Lives for ever.
const rocksdb::CompactionFilter* EmptyValueFilter();

}  // namespace standpoint

#endif  // STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_COMBINE_H_
