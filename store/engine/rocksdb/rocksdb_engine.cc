#include "store/engine/rocksdb/rocksdb_engine.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "rocksdb/cache.h"
#include "rocksdb/db.h"
#include "rocksdb/options.h"
#include "rocksdb/statistics.h"
#include "rocksdb/table.h"
#include "store/engine/rocksdb/rocksdb_merge.h"
#include "store/engine/rocksdb/rocksdb_settings.h"

namespace standpoint {
namespace {

absl::Status FromRocksDb(const rocksdb::Status& status) {
  if (status.ok()) {
    return absl::OkStatus();
  }
  return MakeError(absl::StatusCode::kInternal, "STORAGE_FAILURE",
                   absl::StrCat("storage: ", status.ToString()));
}

rocksdb::Slice ToSlice(absl::string_view s) { return {s.data(), s.size()}; }
absl::string_view FromSlice(const rocksdb::Slice& s) { return {s.data(), s.size()}; }

// Operations of a batch in the order in which they are inserted: by key, for what is inserted side by side finds its place in a
// memtable in two thirds of the time. Those of one key stay in order, and so does all that stands before and behind the deletion of
// a range.
std::vector<uint32_t> InsertionOrder(const WriteBatch& batch) {
  std::vector<uint32_t> order(batch.size());
  std::iota(order.begin(), order.end(), 0);
  const auto is_before = [&](uint32_t a, uint32_t b) {
    const WriteBatch::Operation of_a = batch.operation(a);
    const WriteBatch::Operation of_b = batch.operation(b);
    return of_a.family != of_b.family ? of_a.family < of_b.family : of_a.key < of_b.key;
  };
  for (auto begin = order.begin(); begin != order.end();) {
    const auto range =
        std::find_if(begin, order.end(), [&](uint32_t i) { return batch.operation(i).is_range; });
    std::stable_sort(begin, range, is_before);
    begin = range == order.end() ? range : std::next(range);
  }
  return order;
}

// The database and its handles, which go in order.
struct Database {
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;  // the default family, then kFamilies

  rocksdb::ColumnFamilyHandle* family(Family family) const {
    return handles[1 + FamilyIndex(family)];
  }

  ~Database() {
    for (auto* handle : handles) {
      db->DestroyColumnFamilyHandle(handle);
    }
  }
};

class RocksDbIterator : public KeyIterator {
 public:
  RocksDbIterator(const Database& database, const rocksdb::Snapshot* snapshot, Family family,
                  KeyRange range)
      : range_(std::move(range)), lower_(range_.begin), upper_(range_.end) {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot;
    options.iterate_lower_bound = &lower_;
    options.iterate_upper_bound = range_.end.empty() ? nullptr : &upper_;
    iterator_.reset(database.db->NewIterator(options, database.family(family)));
  }

  void SeekToFirst() override { iterator_->SeekToFirst(); }
  void SeekToLast() override { iterator_->SeekToLast(); }
  void Seek(absl::string_view key) override { iterator_->Seek(ToSlice(key)); }
  void SeekForPrev(absl::string_view key) override { iterator_->SeekForPrev(ToSlice(key)); }
  bool Valid() const override { return iterator_->Valid(); }
  absl::Status status() const override { return FromRocksDb(iterator_->status()); }
  void Next() override { iterator_->Next(); }
  void Prev() override { iterator_->Prev(); }
  absl::string_view key() const override { return FromSlice(iterator_->key()); }
  absl::string_view value() const override { return FromSlice(iterator_->value()); }

 private:
  const KeyRange range_;
  const rocksdb::Slice lower_;
  const rocksdb::Slice upper_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
};

class RocksDbSnapshot : public Snapshot {
 public:
  explicit RocksDbSnapshot(const Database& database)
      : database_(database), snapshot_(database.db->GetSnapshot()) {
    options_.snapshot = snapshot_;
  }
  ~RocksDbSnapshot() override { database_.db->ReleaseSnapshot(snapshot_); }

  absl::StatusOr<bool> Get(Family family, absl::string_view key,
                           std::string* value) const override {
    rocksdb::PinnableSlice pinned(value);
    const rocksdb::Status status =
        database_.db->Get(options_, database_.family(family), ToSlice(key), &pinned);
    if (status.IsNotFound()) {
      return false;
    }
    if (status.ok() && pinned.IsPinned()) {
      value->assign(pinned.data(), pinned.size());
    }
    if (!status.ok()) {
      return FromRocksDb(status);
    }
    return true;
  }

  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      Family family, absl::Span<const std::string> keys) const override {
    std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
    std::vector<rocksdb::PinnableSlice> pinned(keys.size());
    std::vector<rocksdb::Status> statuses(keys.size());
    database_.db->MultiGet(options_, database_.family(family), keys.size(), slices.data(),
                           pinned.data(), statuses.data());
    std::vector<std::optional<std::string>> values(keys.size());
    for (size_t i = 0; i < keys.size(); ++i) {
      if (statuses[i].ok()) {
        values[i] = pinned[i].ToString();
      } else if (!statuses[i].IsNotFound()) {
        return FromRocksDb(statuses[i]);
      }
    }
    return values;
  }

  std::unique_ptr<KeyIterator> NewIterator(Family family, KeyRange range) const override {
    return std::make_unique<RocksDbIterator>(database_, snapshot_, family, std::move(range));
  }

 private:
  const Database& database_;
  const rocksdb::Snapshot* const snapshot_;
  rocksdb::ReadOptions options_;
};

class RocksDbEngine : public Engine {
 public:
  explicit RocksDbEngine(std::unique_ptr<Database> database) : database_(std::move(database)) {}

  std::unique_ptr<Snapshot> GetSnapshot() override {
    return std::make_unique<RocksDbSnapshot>(*database_);
  }

  absl::Status Write(const WriteBatch& batch, bool sync) override {
    rocksdb::WriteBatch rocks(batch.byte_size() + 16 * batch.size());
    for (const uint32_t i : InsertionOrder(batch)) {
      const WriteBatch::Operation operation = batch.operation(i);
      auto* family = database_->family(operation.family);
      const rocksdb::Slice key = ToSlice(operation.key);
      const rocksdb::Slice value = ToSlice(operation.value);
      const rocksdb::Status status = operation.is_range      ? rocks.DeleteRange(family, key, value)
                                     : operation.is_delete   ? rocks.Delete(family, key)
                                     : operation.is_addition ? rocks.Merge(family, key, value)
                                                             : rocks.Put(family, key, value);
      if (!status.ok()) {
        return FromRocksDb(status);
      }
    }
    rocksdb::WriteOptions options;
    options.sync = sync;
    return FromRocksDb(database_->db->Write(options, &rocks));
  }

  uint64_t ApproximateSize(Family family, const KeyRange& range) override {
    const std::string end = range.end.empty() ? std::string(64, '\xFF') : range.end;
    const rocksdb::Range rocks(ToSlice(range.begin), ToSlice(end));
    rocksdb::SizeApproximationOptions options;
    options.include_memtables = true;
    options.include_files = true;
    uint64_t size = 0;
    const rocksdb::Status status =
        database_->db->GetApproximateSizes(options, database_->family(family), &rocks, 1, &size);
    return status.ok() ? size : 0;
  }

  absl::Status Reclaim(const KeyRange& range) override {
    rocksdb::DB& db = *database_->db;
    // All families, whatever they hold of the range: only then is the log of it deleted, too.
    rocksdb::FlushOptions flush;
    flush.allow_write_stall = true;
    RETURN_IF_ERROR(FromRocksDb(db.Flush(flush, database_->handles)));
    rocksdb::CompactRangeOptions options;
    options.exclusive_manual_compaction = false;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
    const rocksdb::Slice begin(range.begin);
    const rocksdb::Slice end(range.end);
    for (const Family family : kFamilies) {
      RETURN_IF_ERROR(FromRocksDb(db.CompactRange(options, database_->family(family), &begin,
                                                  range.end.empty() ? nullptr : &end)));
    }
    // Otherwise a thread of RocksDB's deletes the old files some time later.
    RETURN_IF_ERROR(FromRocksDb(db.DisableFileDeletions()));
    return FromRocksDb(db.EnableFileDeletions(/*force=*/false));
  }

  absl::Status MergeYoung() override {
    return FromRocksDb(MergeYoungFiles(*database_->db, database_->handles));
  }

  absl::Status VerifyFiles() override { return FromRocksDb(database_->db->VerifyChecksum()); }

  rocksdb::DB* database() override { return database_->db.get(); }

  EngineStats Stats() override {
    EngineStats stats;
    rocksdb::DB& db = *database_->db;
    stats.young_bytes = Sum("rocksdb.cur-size-all-mem-tables");
    stats.disk_bytes = Sum("rocksdb.total-sst-files-size") + stats.young_bytes;
    uint64_t cached = 0;
    db.GetIntProperty(database_->family(Family::kMeta), "rocksdb.block-cache-usage", &cached);
    stats.memory_bytes = cached + stats.young_bytes;
    stats.compaction_debt = Sum("rocksdb.estimate-pending-compaction-bytes");
    uint64_t stopped = 0;
    uint64_t delayed_rate = 0;
    db.GetIntProperty("rocksdb.is-write-stopped", &stopped);
    db.GetIntProperty("rocksdb.actual-delayed-write-rate", &delayed_rate);
    stats.writes_stalled = stopped != 0 || delayed_rate != 0;
    stats.running_jobs =
        Sum("rocksdb.num-running-flushes") + Sum("rocksdb.num-running-compactions");
    CountFiles(&stats);
    if (const auto& counts = db.GetDBOptions().statistics; counts != nullptr) {
      stats.written_bytes = counts->getTickerCount(rocksdb::BYTES_WRITTEN);
      stats.rewritten_bytes = counts->getTickerCount(rocksdb::FLUSH_WRITE_BYTES) +
                              counts->getTickerCount(rocksdb::COMPACT_WRITE_BYTES);
      stats.stalled_micros = counts->getTickerCount(rocksdb::STALL_MICROS);
    }
    return stats;
  }

 private:
  void CountFiles(EngineStats* stats) {
    for (const Family family : kFamilies) {
      rocksdb::ColumnFamilyMetaData data;
      database_->db->GetColumnFamilyMetaData(database_->family(family), &data);
      stats->files += data.file_count;
      if (!data.levels.empty()) {
        stats->young_bytes += data.levels[0].size;
        stats->level0_files = std::max<uint64_t>(stats->level0_files, data.levels[0].files.size());
      }
    }
  }

  uint64_t Sum(const char* property) {
    uint64_t sum = 0;
    database_->db->GetAggregatedIntProperty(property, &sum);
    return sum;
  }

  const std::unique_ptr<Database> database_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Engine>> OpenRocksDbEngine(const std::string& path,
                                                          const RocksDbEngineOptions& options) {
  rocksdb::DBOptions db_options = MakeDbOptions(options);
  const auto descriptors = MakeFamilyDescriptors(options, &db_options);
  auto database = std::make_unique<Database>();
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status =
      options.read_only
          ? rocksdb::DB::OpenForReadOnly(db_options, path, descriptors, &database->handles, &db)
          : rocksdb::DB::Open(db_options, path, descriptors, &database->handles, &db);
  if (!status.ok()) {
    if (status.IsIOError() && absl::StrContains(status.ToString(), "lock")) {
      return MakeError(absl::StatusCode::kFailedPrecondition, "STORAGE_LOCKED",
                       absl::StrCat(path, " is open in another process"));
    }
    return FromRocksDb(status);
  }
  database->db.reset(db);
  if (!options.read_only) {
    // What the log gave back goes to files behind the callers' backs: values to be combined are dear to read from memory.
    rocksdb::FlushOptions flush;
    flush.wait = false;
    flush.allow_write_stall = true;
    RETURN_IF_ERROR(FromRocksDb(database->db->Flush(flush, database->handles)));
  }
  return std::unique_ptr<Engine>(std::make_unique<RocksDbEngine>(std::move(database)));
}

}  // namespace standpoint
