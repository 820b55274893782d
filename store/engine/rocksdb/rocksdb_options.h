// Settings of the engine on a disk.

#ifndef STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_OPTIONS_H_
#define STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_OPTIONS_H_

#include <cstdint>

#include "common/storage/storage_memory.h"

namespace rocksdb {
class Env;
}

namespace standpoint {

// The defaults suit a machine of 8 GiB that runs everything. Memory stays near
// block_cache_bytes whatever the size of the data: write buffers, filters and indexes are charged
// to it.
struct RocksDbEngineOptions {
  uint64_t block_cache_bytes = 512 << 20;
  uint64_t write_buffer_bytes = 64 << 20;  // of all families together; part of block_cache_bytes
  // Shared with other databases of the process; then the two above say nothing. Null: its own.
  StorageMemory memory;
  int max_open_files = 1000;
  int background_jobs = 2;
  bool read_only = false;  // changes nothing in the directory, which must be there; writes fail
  // Where files live; null: the machine's file system. Lifetime: outlives the engine. For fault
  // tests.
  rocksdb::Env* env = nullptr;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_ENGINE_ROCKSDB_ROCKSDB_OPTIONS_H_
