// One bound for the memory of all databases in a process.

#ifndef STANDPOINT_COMMON_STORAGE_STORAGE_MEMORY_H_
#define STANDPOINT_COMMON_STORAGE_STORAGE_MEMORY_H_

#include <cstdint>
#include <memory>

namespace rocksdb {
class Cache;
class WriteBufferManager;
}  // namespace rocksdb

namespace standpoint {

// What databases share. Copies share it too; null in both: nothing is shared. Threads: safe.
struct StorageMemory {
  // Blocks of files, their filters and indexes; the write buffers are charged to it.
  std::shared_ptr<rocksdb::Cache> cache;
  std::shared_ptr<rocksdb::WriteBufferManager> write_buffers;
};

// `write_buffer_bytes` are part of `cache_bytes`. Near them: a flush frees its buffer only when it is
// done.
StorageMemory MakeStorageMemory(uint64_t cache_bytes, uint64_t write_buffer_bytes);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_STORAGE_STORAGE_MEMORY_H_
