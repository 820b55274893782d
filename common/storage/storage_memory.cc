#include "common/storage/storage_memory.h"

#include "rocksdb/cache.h"
#include "rocksdb/write_buffer_manager.h"

namespace standpoint {

StorageMemory MakeStorageMemory(uint64_t cache_bytes, uint64_t write_buffer_bytes) {
  StorageMemory memory;
  memory.cache = rocksdb::NewLRUCache(cache_bytes);
  memory.write_buffers =
      std::make_shared<rocksdb::WriteBufferManager>(write_buffer_bytes, memory.cache);
  return memory;
}

}  // namespace standpoint
