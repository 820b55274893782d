#include "store/engine/rocksdb/rocksdb_settings.h"

#include <memory>
#include <string>

#include "rocksdb/cache.h"
#include "rocksdb/env.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/statistics.h"
#include "rocksdb/table.h"
#include "store/engine/combiner.h"
#include "store/engine/family.h"
#include "store/engine/rocksdb/rocksdb_combine.h"

namespace standpoint {
namespace {

constexpr size_t kPointBlock = 4 << 10;  // small values of which single ones are asked for
constexpr size_t kScanBlock = 8 << 10;
constexpr size_t kTextBlock = 16 << 10;
constexpr uint32_t kDictionary = 128 << 10;      // of each file at the bottom
constexpr uint32_t kTextDictionary = 256 << 10;  // likewise
constexpr uint64_t kDictionarySample = 4 << 20;
// Keys that are read one after the other to find one: few, for here values are larger than keys.
constexpr int kPointRestart = 4;
constexpr int kYoungLevel = 1;           // of ZSTD
constexpr int kDenseLevel = 5;           // of values that are alike, at the bottom
constexpr double kBloomBitsPerKey = 10;  // 1 % false positives
constexpr uint64_t kFlushAt = 32 << 20;  // a family's write buffer; all share the bound of them all

// Values that are alike: what they share stands once in a file, in a dictionary that its blocks are compressed with.
bool HasLikeValues(Family family) {
  return family == Family::kDocument || family == Family::kText || family == Family::kClaim ||
         family == Family::kStance;
}

// Keys of which single ones are asked for: records. The others are scanned.
bool IsPointRead(Family family) {
  return family != Family::kIndex && family != Family::kTerm && family != Family::kColumn;
}

// Keys that the record of their document names: who asks for one finds it.
bool IsAlwaysThere(Family family) {
  return family == Family::kText || family == Family::kClaim || family == Family::kStance;
}

rocksdb::ColumnFamilyOptions MakeFamilyOptions(Family family,
                                               const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.format_version = 5;
  table.block_size = family == Family::kText ? kTextBlock
                     : IsPointRead(family)   ? kPointBlock
                                             : kScanBlock;
  // Filters and indexes live in the cache, in parts, so that they too stay within its bound.
  table.cache_index_and_filter_blocks = true;
  table.cache_index_and_filter_blocks_with_high_priority = true;
  table.pin_top_level_index_and_filter = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.optimize_filters_for_memory = true;
  if (IsPointRead(family)) {
    table.block_restart_interval = kPointRestart;
    table.filter_policy.reset(rocksdb::NewRibbonFilterPolicy(kBloomBitsPerKey));
  } else {
    table.partition_filters = false;
  }

  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  if (const CombineFunction combine = CombinerOf(family)) {
    options.merge_operator = MakeMergeOperator(combine);
    options.compaction_filter = EmptyValueFilter();
  }
  options.optimize_filters_for_hits = IsAlwaysThere(family);  // no filter at the bottom
  options.write_buffer_size = kFlushAt;
  options.max_write_buffer_number = 4;
  options.level_compaction_dynamic_level_bytes = true;
  // Light while young and rewritten often, dense at the bottom where nearly everything lies.
  options.compression = rocksdb::kZSTD;
  options.compression_opts.level = kYoungLevel;
  options.bottommost_compression = rocksdb::kZSTD;
  options.bottommost_compression_opts.enabled = true;
  if (HasLikeValues(family)) {
    options.bottommost_compression_opts.level = kDenseLevel;
    // Samples alone, no training: it would take as long as all the rest of a compaction.
    options.bottommost_compression_opts.max_dict_bytes =
        family == Family::kText ? kTextDictionary : kDictionary;
    options.bottommost_compression_opts.max_dict_buffer_bytes = kDictionarySample;
  }
  // Slow down late and far from the stop, so that bursts are taken by level 0 instead of callers.
  options.level0_file_num_compaction_trigger = 4;
  options.level0_slowdown_writes_trigger = 24;
  options.level0_stop_writes_trigger = 40;
  return options;
}

}  // namespace

rocksdb::DBOptions MakeDbOptions(const RocksDbEngineOptions& options) {
  rocksdb::DBOptions db;
  if (options.env != nullptr) {
    db.env = options.env;
  }
  db.create_if_missing = true;
  db.create_missing_column_families = true;
  db.max_background_jobs = options.background_jobs;
  db.max_open_files = options.max_open_files;
  // What opening after a crash reads again.
  db.max_total_wal_size = options.write_buffer_bytes;
  db.avoid_flush_during_recovery = true;
  db.skip_stats_update_on_db_open = true;
  // Evenly, so that no fsync finds much to do.
  db.bytes_per_sync = 1 << 20;
  db.wal_bytes_per_sync = 1 << 20;
  db.keep_log_file_num = 4;
  db.max_log_file_size = 16 << 20;
  // Counts of bytes and stalls alone: no timers, no histograms.
  db.statistics = rocksdb::CreateDBStatistics();
  db.statistics->set_stats_level(rocksdb::StatsLevel::kExceptHistogramOrTimers);
  db.stats_dump_period_sec = 0;
  db.stats_persist_period_sec = 0;
  // What was synced is whole; what follows the first torn record was never acknowledged.
  db.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  return db;
}

std::vector<rocksdb::ColumnFamilyDescriptor> MakeFamilyDescriptors(
    const RocksDbEngineOptions& options, rocksdb::DBOptions* db_options) {
  const StorageMemory memory =
      options.memory.cache != nullptr
          ? options.memory
          : MakeStorageMemory(options.block_cache_bytes, options.write_buffer_bytes);
  const std::shared_ptr<rocksdb::Cache>& cache = memory.cache;
  db_options->write_buffer_manager = memory.write_buffers;
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  descriptors.emplace_back(rocksdb::kDefaultColumnFamilyName, rocksdb::ColumnFamilyOptions());
  for (const Family family : kFamilies) {
    descriptors.emplace_back(std::string(kFamilyNames[FamilyIndex(family)]),
                             MakeFamilyOptions(family, cache));
  }
  return descriptors;
}

}  // namespace standpoint
