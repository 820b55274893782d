#include "store/engine/rocksdb/rocksdb_merge.h"

#include <cstdint>
#include <string>

#include "rocksdb/metadata.h"
#include "rocksdb/options.h"

namespace standpoint {
namespace {

constexpr uint64_t kFileBytes = 64 << 20;  // as the files of RocksDB's own merges

// Empty when there is none, or RocksDB merges some.
std::vector<std::string> YoungFiles(const rocksdb::ColumnFamilyMetaData& data) {
  std::vector<std::string> names;
  if (data.levels.empty()) {
    return names;
  }
  for (const rocksdb::SstFileMetaData& file : data.levels[0].files) {
    if (file.being_compacted) {
      return {};
    }
    names.push_back(file.name);
  }
  return names;
}

// The first level below 0 that holds anything, or the last one.
int LevelBelow(const rocksdb::ColumnFamilyMetaData& data) {
  for (const rocksdb::LevelMetaData& level : data.levels) {
    if (level.level > 0 && !level.files.empty()) {
      return level.level;
    }
  }
  return data.levels.back().level;
}

rocksdb::Status MergeYoungFilesOf(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* family) {
  rocksdb::ColumnFamilyMetaData data;
  db.GetColumnFamilyMetaData(family, &data);
  const std::vector<std::string> names = YoungFiles(data);
  if (names.empty()) {
    return rocksdb::Status::OK();
  }
  rocksdb::CompactionOptions options;
  options.compression = rocksdb::kDisableCompressionOption;  // that of the family
  options.output_file_size_limit = kFileBytes;
  const rocksdb::Status status = db.CompactFiles(options, family, names, LevelBelow(data));
  // A merge of RocksDB's own took some of the files meanwhile.
  const bool was_late = status.IsAborted() || status.IsInvalidArgument();
  return was_late ? rocksdb::Status::OK() : status;
}

}  // namespace

rocksdb::Status MergeYoungFiles(rocksdb::DB& db,
                                const std::vector<rocksdb::ColumnFamilyHandle*>& families) {
  rocksdb::FlushOptions flush;
  flush.allow_write_stall = true;
  rocksdb::Status status = db.Flush(flush, families);
  for (auto* family : families) {
    if (status.ok()) {
      status = MergeYoungFilesOf(db, family);
    }
  }
  return status;
}

}  // namespace standpoint
